-- The registry: what every office shares and nobody's personal data.
-- Offices and their hosts, wrapped keys, the lead's templates, published services, operators.

create table tenant (
    id integer generated always as identity primary key,
    slug text not null,
    name text not null,
    kind text not null,
    role text not null,
    teryt text,
    schema_name text,
    state text not null default 'preparing',
    suspended_reason text,
    profile jsonb not null,
    file_hash text not null,
    schema_version integer not null default 0,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    constraint tenant_slug_key unique (slug),
    constraint tenant_teryt_key unique (teryt),
    constraint tenant_schema_key unique (schema_name),
    constraint tenant_schema_check check (schema_name ~ '^t_[0-9]{4,9}$'),
    constraint tenant_state_check check (state in ('preparing', 'active', 'suspended'))
);

create table host (
    name text primary key,
    tenant_id integer not null references tenant (id),
    verified_at timestamptz
);
create index host_tenant_idx on host (tenant_id);

create table tenant_key (
    tenant_id integer not null references tenant (id),
    key_id integer not null,
    wrapped bytea not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, key_id)
);

create table template (
    slug text not null,
    edition integer not null,
    hash text not null,
    definition jsonb not null,
    published_at timestamptz not null default now(),
    primary key (slug, edition)
);

create table published_service (
    tenant_id integer not null references tenant (id),
    slug text not null,
    edition_id uuid not null,
    edition_number integer not null,
    hash text not null,
    title text not null,
    summary text not null,
    category text not null,
    life_events text[] not null default '{}',
    stems text[] not null default '{}',
    folded_title text not null,
    definition jsonb not null,
    published_at timestamptz not null default now(),
    primary key (tenant_id, slug)
);
create index published_service_stems_idx on published_service using gin (stems);
create index published_service_category_idx on published_service (category);

create table operator (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text,
    totp_secret bytea,
    totp_step bigint not null default 0,
    state text not null default 'invited',
    failed_sign_ins integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null default now(),
    constraint operator_email_key unique (email),
    constraint operator_state_check check (state in ('invited', 'active', 'disabled'))
);

create table operator_session (
    token_hash bytea primary key,
    operator_id uuid not null references operator (id),
    second_factor boolean not null default false,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index operator_session_operator_idx on operator_session (operator_id);

create table operator_invitation (
    token_hash bytea primary key,
    operator_id uuid not null references operator (id),
    expires_at timestamptz not null,
    used_at timestamptz
);

create table operator_audit (
    seq bigint generated always as identity primary key,
    at timestamptz not null,
    operator_id uuid,
    action text not null,
    tenant_id integer,
    detail jsonb not null default '{}'
);

-- One run of `apply`, from the command line or the console; the console shows its progress.
create table apply_run (
    id uuid primary key,
    started_at timestamptz not null,
    ended_at timestamptz,
    started_by text not null,
    state text not null default 'running',
    steps jsonb not null default '[]',
    constraint apply_run_state_check check (state in ('running', 'done', 'failed'))
);

-- Faults met while serving an office: never personal data, only kind, place and request number.
create table fault (
    id bigint generated always as identity primary key,
    tenant_id integer references tenant (id),
    at timestamptz not null,
    kind text not null,
    place text not null,
    request_id text not null
);
create index fault_tenant_idx on fault (tenant_id, at desc);

create table job_signal (
    tenant_id integer primary key references tenant (id),
    due_at timestamptz not null
);
