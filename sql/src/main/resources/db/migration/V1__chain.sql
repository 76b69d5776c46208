-- The chain of one network.
--
-- Contents (blocks, bodies, receipts, state_deltas) are kept by (block_number, block_hash) and are there for every
-- known block, canonical or not. Derived tables (transactions, logs, value_calls, and in hashes the rows of
-- transactions) hold the canonical chain only; a reorganisation rewrites them in the transaction that moves the head.
--
-- Wide tables are partitioned by block number. The writer creates a partition for each 1,000,000 blocks before it
-- needs it; there is no default partition, so that a row out of every range fails instead of being misplaced, and so
-- that the planner can walk partitions in order of block number.
--
-- Amounts are in wei: 0..2^256-1. Numbers of 0..2^64-1 are numeric(20). Hashes and addresses are raw bytes.

create table chain (
    id           smallint primary key default 1 check (id = 1),
    genesis_hash bytea not null,
    genesis_json text  not null
);

create table head (
    id               smallint primary key default 1 check (id = 1),
    number           bigint        not null,
    hash             bytea         not null,
    state_root       bytea         not null,
    total_difficulty numeric(78)   not null,
    safe_number      bigint,
    safe_hash        bytea,
    finalized_number bigint,
    finalized_hash   bytea
) with (fillfactor = 50);

-- Who may write: each node that takes the database over counts the number up; a commit checks that it is still its own.
create table fence (
    id       smallint primary key default 1 check (id = 1),
    number   bigint      not null,
    owner    text        not null,
    taken_at timestamptz not null
) with (fillfactor = 50);

insert into fence (number, owner, taken_at) values (0, 'nobody', now());

create table blocks (
    number                   bigint       not null,
    gas_limit                bigint       not null,
    gas_used                 bigint       not null,
    timestamp                bigint       not null,
    transaction_total        bigint,
    transaction_count        integer      not null,
    ommer_count              integer      not null,
    size                     integer      not null,
    canonical                boolean      not null,
    status                   text         not null check (status in ('BODY', 'EXECUTED', 'INVALID')),
    hash                     bytea        not null,
    parent_hash              bytea        not null,
    ommers_hash              bytea        not null,
    coinbase                 bytea        not null,
    author                   bytea        not null,
    state_root               bytea        not null,
    transactions_root        bytea        not null,
    receipts_root            bytea        not null,
    difficulty               numeric(78)  not null,
    total_difficulty         numeric(78)  not null,
    extra_data               bytea        not null,
    mix_hash                 bytea        not null,
    nonce                    bytea        not null,
    base_fee_per_gas         numeric(78),
    withdrawals_root         bytea,
    blob_gas_used            numeric(20),
    excess_blob_gas          numeric(20),
    parent_beacon_block_root bytea,
    requests_hash            bytea,
    header                   bytea        not null,
    senders                  bytea,
    invalid_reason           text,
    primary key (number, hash)
) partition by range (number);

create unique index blocks_canonical on blocks (number) where canonical;

comment on column blocks.transaction_total is 'transactions of the canonical chain up to and including the block; null if not canonical';
comment on column blocks.author is 'who made the block: its coinbase, or its signer with Clique';
comment on column blocks.size is 'bytes of the encoded block';
comment on column blocks.header is 'the header as the network encodes it; it holds the logs bloom';
comment on column blocks.senders is 'senders of an executed block that is not canonical any more, 20 bytes each; null else (see transactions)';

-- Bytes as the network encodes them, packed: the first byte is 0 in front of plain bytes, 1 in front of the plain
-- length (4 bytes, big-endian) and an LZ4 block.

create table bodies (
    block_number bigint not null,
    block_hash   bytea  not null,
    body         bytea  not null,
    primary key (block_number, block_hash)
) partition by range (block_number);

create table receipts (
    block_number bigint not null,
    block_hash   bytea  not null,
    receipts     bytea  not null,
    value_calls  bytea  not null,
    primary key (block_number, block_hash)
) partition by range (block_number);

create table state_deltas (
    block_number bigint not null,
    block_hash   bytea  not null,
    delta        bytea  not null,
    primary key (block_number, block_hash)
) partition by range (block_number);

alter table bodies alter column body set storage external;
alter table receipts alter column receipts set storage external;
alter table receipts alter column value_calls set storage external;
alter table state_deltas alter column delta set storage external;

-- Where a hash is: the first eight bytes of it as a signed number, to be checked against the row that they lead to.
-- A block has index -1 and is there for every known block; a transaction has its index in its canonical block.
create table hashes (
    prefix       bigint  not null,
    block_number bigint  not null,
    index        integer not null
);

create index hashes_prefix on hashes (prefix);

create table transactions (
    block_number bigint       not null,
    gas_used     bigint       not null,
    index        integer      not null,
    type         smallint     not null,
    succeeded    boolean      not null,
    hash         bytea        not null,
    from_address bytea        not null,
    to_address   bytea,
    created      bytea,
    nonce        numeric(20)  not null,
    gas_limit    numeric(20)  not null,
    value        numeric(78)  not null,
    gas_price    numeric(78)  not null,
    fee          numeric(78)  not null,
    method       bytea,
    primary key (block_number, index)
) partition by range (block_number);

create index transactions_from on transactions (from_address, block_number, index);
create index transactions_to on transactions (to_address, block_number, index) where to_address is not null;
create index transactions_created on transactions (created, block_number, index) where created is not null;

comment on column transactions.created is 'the contract that a successful creation made';
comment on column transactions.gas_price is 'effective price of a unit of gas, in wei';
comment on column transactions.fee is 'gas_used times gas_price, in wei';
comment on column transactions.method is 'first four bytes of the call data; null if there are fewer';

create table logs (
    block_number      bigint  not null,
    log_index         integer not null,
    transaction_index integer not null,
    address           bytea   not null,
    topic0            bytea,
    topic1            bytea,
    topic2            bytea,
    topic3            bytea,
    data              bytea   not null,
    primary key (block_number, log_index)
) partition by range (block_number);

create index logs_address on logs (address, topic0, block_number);
create index logs_topic0 on logs (topic0, block_number) where topic0 is not null;
create index logs_topic1 on logs (topic1, block_number) where topic1 is not null;
create index logs_topic2 on logs (topic2, block_number) where topic2 is not null;
create index logs_topic3 on logs (topic3, block_number) where topic3 is not null;

create table value_calls (
    block_number      bigint      not null,
    ordinal           integer     not null,
    transaction_index integer     not null,
    kind              text        not null,
    from_address      bytea       not null,
    to_address        bytea       not null,
    value             numeric(78) not null,
    path              integer[]   not null,
    primary key (block_number, ordinal)
) partition by range (block_number);

create index value_calls_from on value_calls (from_address, block_number);
create index value_calls_to on value_calls (to_address, block_number);

comment on column value_calls.ordinal is 'position among the calls of its block';
comment on column value_calls.path is 'position in the tree of calls: the index among the calls of each frame, outermost first';

-- Ranges of block numbers, both ends included, of which something is not kept.
create table pruned_ranges (
    kind        text   not null check (kind in ('bodies', 'receipts', 'state_deltas')),
    first_block bigint not null,
    last_block  bigint not null,
    primary key (kind, first_block)
);

-- A derived table that is being rebuilt: the next block whose rows are rewritten. No row: complete.
create table index_cursors (
    name       text primary key,
    next_block bigint not null,
    last_block bigint not null
);

create table named_values (
    name  text primary key,
    value bytea not null
);
