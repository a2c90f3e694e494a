-- The schema of an office at the newest version, in one script. Kept equal to the migrations by a test.

create table unit (
    id uuid primary key,
    code text not null,
    name text not null,
    parent_id uuid references unit (id),
    constraint unit_code_key unique (code)
);

create table office_class (
    symbol text primary key,
    title text not null,
    category text not null
);

create table setting (
    key text primary key,
    value jsonb not null,
    source text not null,
    changed_at timestamptz not null,
    constraint setting_source_check check (source in ('file', 'browser'))
);

create table staff_member (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text,
    totp_secret bytea,
    totp_step bigint not null default 0,
    state text not null default 'invited',
    failed_sign_ins integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null,
    constraint staff_member_email_key unique (email),
    constraint staff_member_state_check check (state in ('invited', 'active', 'disabled'))
);

create table staff_role (
    id uuid primary key,
    staff_id uuid not null references staff_member (id),
    role text not null,
    unit_id uuid references unit (id),
    granted_at timestamptz not null,
    constraint staff_role_once unique nulls not distinct (staff_id, role, unit_id)
);

create table invitation (
    token_hash bytea primary key,
    staff_id uuid not null references staff_member (id),
    expires_at timestamptz not null,
    used_at timestamptz
);

create table resident (
    id uuid primary key,
    issuer text not null,
    subject text not null,
    identity bytea not null,
    pesel_index bytea,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    constraint resident_subject_key unique (issuer, subject)
);
create index resident_pesel_idx on resident (pesel_index);

create table session (
    token_hash bytea primary key,
    person_kind text not null,
    person_id uuid not null,
    assurance text not null,
    second_factor boolean not null default false,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    constraint session_kind_check check (person_kind in ('resident', 'staff'))
);
create index session_person_idx on session (person_kind, person_id);
create index session_expires_idx on session (expires_at);

-- A sign-in under way at an identity provider; the row is taken once and bound to a browser.
create table sign_in (
    state_hash bytea primary key,
    browser_hash bytea not null,
    provider text not null,
    nonce text not null,
    pkce_verifier bytea not null,
    wanted_assurance text not null,
    return_to text not null,
    created_at timestamptz not null
);

create table service (
    id uuid primary key,
    slug text not null,
    state text not null,
    template_slug text,
    template_edition integer,
    adoption jsonb,
    unit_id uuid not null references unit (id),
    current_edition_id uuid,
    source text not null,
    changed_at timestamptz not null,
    constraint service_slug_key unique (slug),
    constraint service_state_check check (state in ('draft', 'published', 'withdrawn'))
);

create table service_edition (
    id uuid primary key,
    service_id uuid not null references service (id),
    number integer not null,
    hash text not null,
    definition jsonb not null,
    published_at timestamptz not null,
    published_by text not null,
    template_slug text,
    template_edition integer,
    adoption jsonb,
    constraint service_edition_number_key unique (service_id, number)
);

create table draft (
    id uuid primary key,
    edition_id uuid not null references service_edition (id),
    service_slug text not null,
    resident_id uuid references resident (id),
    key_hash bytea,
    answers bytea not null,
    state text not null default 'open',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 0,
    constraint draft_state_check check (state in ('open', 'filed', 'dropped')),
    constraint draft_holder_check check (resident_id is not null or key_hash is not null)
);
create index draft_resident_idx on draft (resident_id, updated_at desc);

create table attachment (
    id uuid primary key,
    draft_id uuid not null references draft (id),
    field text not null,
    name bytea not null,
    media_type text not null,
    bytes bigint not null,
    sha256 bytea not null,
    state text not null default 'kept',
    created_at timestamptz not null,
    constraint attachment_state_check check (state in ('kept', 'removed'))
);
create index attachment_draft_idx on attachment (draft_id);

-- The identifier of an application is that of its draft: filing twice is filing once.
create table application (
    id uuid primary key,
    edition_id uuid not null references service_edition (id),
    resident_id uuid references resident (id),
    assurance text not null,
    answers bytea not null,
    applicant_index bytea,
    content_hash bytea not null,
    filed_at timestamptz not null
);
create index application_resident_idx on application (resident_id, filed_at desc);
create index application_applicant_idx on application (applicant_index);

create table receipt (
    number text primary key,
    application_id uuid not null references application (id),
    issued_at timestamptz not null,
    content_hash bytea not null,
    content jsonb not null,
    constraint receipt_application_key unique (application_id)
);

create table case_counter (
    unit_id uuid not null references unit (id),
    class text not null,
    year integer not null,
    last_number integer not null,
    primary key (unit_id, class, year)
);

create table case_file (
    id uuid primary key,
    application_id uuid references application (id),
    service_slug text not null,
    edition_id uuid not null references service_edition (id),
    title text not null,
    procedure text not null,
    unit_id uuid not null references unit (id),
    class text not null,
    number integer not null,
    year integer not null,
    mark text not null,
    state text not null,
    outcome text,
    resident_id uuid references resident (id),
    assignee_id uuid references staff_member (id),
    opened_on date not null,
    due_on date,
    settled_at timestamptz,
    closed_at timestamptz,
    version integer not null default 0,
    constraint case_file_mark_key unique (mark),
    constraint case_file_application_key unique (application_id)
);
create index case_file_inbox_idx on case_file (state, due_on);
create index case_file_resident_idx on case_file (resident_id, opened_on desc);
create index case_file_assignee_idx on case_file (assignee_id, state, due_on);

create table case_event (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    at timestamptz not null,
    kind text not null,
    actor_kind text not null,
    actor_id uuid,
    detail jsonb not null default '{}',
    public boolean not null
);
create index case_event_case_idx on case_event (case_id, at);

create table case_message (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    kind text not null,
    body bytea not null,
    author_kind text not null,
    author_id uuid,
    sent_at timestamptz not null,
    read_at timestamptz,
    constraint case_message_kind_check check (kind in ('question', 'answer', 'settlement', 'note'))
);
create index case_message_case_idx on case_message (case_id, sent_at);

create table deadline (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    kind text not null,
    rule text not null,
    basis text not null,
    starts_on date not null,
    due_on date not null,
    state text not null default 'running',
    ended_at timestamptz,
    constraint deadline_state_check check (state in ('running', 'suspended', 'met', 'missed'))
);
create index deadline_case_idx on deadline (case_id);
create index deadline_due_idx on deadline (state, due_on);

-- Append-only (by grants); each entry's hash covers the one before it.
create table audit_entry (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    hash bytea not null
);
create index audit_entry_subject_idx on audit_entry (subject, seq);

create table audit_head (
    one boolean primary key default true,
    seq bigint not null,
    hash bytea not null,
    constraint audit_head_one_check check (one)
);
insert into audit_head (seq, hash) values (0, '\x00');

create table outbox (
    id uuid primary key,
    topic text not null,
    payload jsonb not null,
    created_at timestamptz not null,
    available_at timestamptz not null,
    attempts integer not null default 0,
    done_at timestamptz,
    last_fault text
);
create index outbox_due_idx on outbox (available_at) where done_at is null;



create index case_file_mark_search_idx on case_file using gin (mark gin_trgm_ops);
create index case_file_title_search_idx on case_file using gin (title gin_trgm_ops);

-- Services being written; undoing goes back along their states.
create table service_sketch (
    id uuid primary key,
    service_id uuid references service (id),
    slug text not null,
    template_slug text,
    template_edition integer,
    base_edition_id uuid references service_edition (id),
    version integer not null,
    created_at timestamptz not null,
    constraint service_sketch_slug_key unique (slug)
);

create table service_sketch_state (
    sketch_id uuid not null references service_sketch (id) on delete cascade,
    version integer not null,
    document jsonb not null,
    restores integer,
    act text not null,
    changed_at timestamptz not null,
    changed_by uuid not null,
    template jsonb,
    constraint service_sketch_state_pkey primary key (sketch_id, version)
);

-- Updates of templates that the office put off.
create table service_update_postponed (
    service_id uuid not null references service (id),
    template_edition integer not null,
    until date not null,
    reason text not null,
    postponed_at timestamptz not null,
    postponed_by uuid not null,
    constraint service_update_postponed_pkey primary key (service_id)
);

create table service_publication (
    id uuid primary key,
    sketch_id uuid references service_sketch (id) on delete set null,
    slug text not null,
    version integer not null,
    document jsonb not null,
    template_slug text,
    template_edition integer,
    adoption jsonb,
    after_number integer not null default 0,
    state text not null,
    made_at timestamptz not null,
    made_by uuid not null,
    note text not null default '',
    decided_at timestamptz,
    decided_by uuid,
    answer text not null default '',
    publish_at timestamptz,
    fault text,
    constraint service_publication_state_check check (state in ('asked', 'sent_back', 'approved',
        'scheduled', 'published', 'failed', 'cancelled')),
    constraint service_publication_date_check check (state <> 'scheduled' or publish_at is not null)
);
create unique index service_publication_open_key on service_publication (sketch_id, state)
    where state in ('asked', 'scheduled');
create index service_publication_due_idx on service_publication (publish_at)
    where state = 'scheduled';
