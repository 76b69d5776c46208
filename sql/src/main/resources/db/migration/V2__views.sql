-- For people who query the chain by SQL; nothing in the node uses these.

create function hash_prefix(hash bytea) returns bigint
    language sql immutable strict parallel safe
    return ('x' || encode(substring(hash from 1 for 8), 'hex'))::bit(64)::bigint;

comment on function hash_prefix is 'key of a hash in the table hashes';

create function bytes_to_numeric(bytes bytea) returns numeric
    language sql immutable strict parallel safe
    return (select coalesce(sum(get_byte(bytes, i) * power(256::numeric, length(bytes) - 1 - i)), 0)::numeric(78)
            from generate_series(0, length(bytes) - 1) i);

comment on function bytes_to_numeric is 'a big-endian unsigned number of at most 32 bytes';

create view canonical_blocks as
    select number, hash, to_timestamp(timestamp) as mined_at, author, parent_hash, coinbase, state_root,
           transactions_root, receipts_root, substring(header from 193 for 256) as logs_bloom, difficulty,
           total_difficulty, gas_limit, gas_used, base_fee_per_gas, extra_data, transaction_count, ommer_count, size,
           transaction_total
    from blocks
    where canonical;

create view address_transactions as
    select from_address as address, 'from' as role, t.* from transactions t
    union all
    select to_address, 'to', t.* from transactions t where to_address is not null
    union all
    select created, 'created', t.* from transactions t where created is not null;

create view contract_creations as
    select created as address, from_address as creator, block_number, index as transaction_index
    from transactions
    where created is not null
    union all
    select to_address, from_address, block_number, transaction_index
    from value_calls
    where kind in ('CREATE', 'CREATE2');

create view erc20_transfers as
    select block_number, log_index, transaction_index, address as token,
           substring(topic1 from 13) as from_address, substring(topic2 from 13) as to_address,
           bytes_to_numeric(data) as amount
    from logs
    where topic0 = '\xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
      and topic1 is not null and topic2 is not null and topic3 is null and length(data) = 32;

create view erc721_transfers as
    select block_number, log_index, transaction_index, address as token,
           substring(topic1 from 13) as from_address, substring(topic2 from 13) as to_address,
           bytes_to_numeric(topic3) as token_id
    from logs
    where topic0 = '\xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
      and topic1 is not null and topic2 is not null and topic3 is not null;
