-- How a contract came to be, without reading every call that it ever got.

create index value_calls_created on value_calls (to_address, block_number, ordinal) where kind in ('CREATE', 'CREATE2');
