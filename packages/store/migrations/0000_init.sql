CREATE SCHEMA "syncline";
--> statement-breakpoint
CREATE TABLE "syncline"."connections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."connections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"connector" text NOT NULL,
	"base_url" text NOT NULL,
	"settings" jsonb NOT NULL,
	"secrets" jsonb NOT NULL,
	"subscriptions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"health" text DEFAULT 'ok' NOT NULL,
	"health_reason" text,
	"health_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_delivery_at" timestamp with time zone,
	"poll_interval_ms" integer,
	"bulk_windows" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "syncline"."field_schemas" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"key" text NOT NULL,
	"agreed" jsonb NOT NULL,
	"found" jsonb,
	"drift" text,
	"drifted_at" timestamp with time zone,
	"returned_seq" bigint,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "field_schemas_workspace_id_connection_id_stream_key_pk" PRIMARY KEY("workspace_id","connection_id","stream","key")
);
--> statement-breakpoint
CREATE TABLE "syncline"."inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"delivery_id" text NOT NULL,
	"event" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"hints" integer DEFAULT 0 NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"traceparent" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone,
	CONSTRAINT "inbox_delivery" UNIQUE("workspace_id","connection_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."quota_samples" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"bucket" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"capacity" integer NOT NULL,
	"lowest" integer NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	CONSTRAINT "quota_samples_workspace_id_connection_id_bucket_at_pk" PRIMARY KEY("workspace_id","connection_id","bucket","at")
);
--> statement-breakpoint
CREATE TABLE "syncline"."quotas" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"capacity" integer NOT NULL,
	"vendor_capacity" integer,
	"remaining" integer NOT NULL,
	"window_ms" integer NOT NULL,
	"reset_at" timestamp with time zone NOT NULL,
	"burst_capacity" integer,
	"burst_remaining" integer,
	"burst_window_ms" integer,
	"burst_reset_at" timestamp with time zone,
	"live_reserve" real NOT NULL,
	"paused_until" timestamp with time zone,
	"pause_reason" text,
	"failing" text[] DEFAULT '{}' NOT NULL,
	"open_until" timestamp with time zone,
	"openings" integer DEFAULT 0 NOT NULL,
	"probe_until" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quotas_workspace_id_connection_id_pk" PRIMARY KEY("workspace_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."stream_states" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"scope" text NOT NULL,
	"state" text DEFAULT 'idle' NOT NULL,
	"synced_up_to" timestamp with time zone,
	"last_process_id" text,
	"last_error" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stream_states_workspace_id_connection_id_stream_scope_pk" PRIMARY KEY("workspace_id","connection_id","stream","scope")
);
--> statement-breakpoint
CREATE TABLE "syncline"."workspaces" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."workspaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"insights_scope" uuid DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspaces_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "syncline"."api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"scopes" text[],
	"prefix" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "syncline"."console_sessions" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"key_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."credentials" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"name" text NOT NULL,
	"key_id" text NOT NULL,
	"envelope" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_connection_id_name_pk" PRIMARY KEY("connection_id","name")
);
--> statement-breakpoint
CREATE TABLE "syncline"."idempotency_keys" (
	"workspace_id" integer NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"salt" "bytea" NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_workspace_id_caller_key_pk" PRIMARY KEY("workspace_id","caller","key")
);
--> statement-breakpoint
CREATE TABLE "syncline"."oauth_flows" (
	"state_hash" "bytea" PRIMARY KEY NOT NULL,
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"redirect_uri" text NOT NULL,
	"verifier" "bytea" NOT NULL,
	"started_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."oauth_grants" (
	"connection_id" integer PRIMARY KEY NOT NULL,
	"workspace_id" integer NOT NULL,
	"grant_type" text NOT NULL,
	"scope" text,
	"expires_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_holder" text,
	"asked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."feeds" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"position" text NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feeds_workspace_id_connection_id_pk" PRIMARY KEY("workspace_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."hints" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."hints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text NOT NULL,
	"locator" text,
	"scope" text NOT NULL,
	"op" text NOT NULL,
	"source" text NOT NULL,
	"inbox_id" bigint,
	"traceparent" text,
	"correlation_id" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."pages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."pages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"process_id" uuid,
	"stream" text NOT NULL,
	"scope" text NOT NULL,
	"lane" text NOT NULL,
	"kind" text NOT NULL,
	"cursor" jsonb,
	"follows" integer DEFAULT 0 NOT NULL,
	"since" timestamp with time zone,
	"external_id" text,
	"locator" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"fetches" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"read_started_seq" bigint,
	"read_ended_seq" bigint,
	"raw" "bytea",
	"normalised" "bytea",
	"outcome" jsonb,
	"listed_ids" text[],
	"unchanged_ids" text[],
	"error_class" text,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fetched_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."process_partitions" (
	"workspace_id" integer NOT NULL,
	"process_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"pages_open" integer DEFAULT 0 NOT NULL,
	"passes" integer DEFAULT 0 NOT NULL,
	"probe_count" bigint,
	"probe_head" text,
	"probe_page_id" bigint,
	"observed_at" timestamp with time zone,
	"unstable" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "process_partitions_workspace_id_process_id_scope_pk" PRIMARY KEY("workspace_id","process_id","scope")
);
--> statement-breakpoint
CREATE TABLE "syncline"."processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"parent_id" uuid,
	"kind" text NOT NULL,
	"stream" text,
	"state" text NOT NULL,
	"resume_state" text,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"children_open" integer DEFAULT 0 NOT NULL,
	"pages_open" integer DEFAULT 0 NOT NULL,
	"pages_expected" bigint DEFAULT 0 NOT NULL,
	"pages_fetched" bigint DEFAULT 0 NOT NULL,
	"pages_merged" bigint DEFAULT 0 NOT NULL,
	"pages_failed" bigint DEFAULT 0 NOT NULL,
	"records_expected" bigint,
	"records_fetched" bigint DEFAULT 0 NOT NULL,
	"records_ignored" bigint DEFAULT 0 NOT NULL,
	"records_normalised" bigint DEFAULT 0 NOT NULL,
	"records_created" bigint DEFAULT 0 NOT NULL,
	"records_updated" bigint DEFAULT 0 NOT NULL,
	"records_unchanged" bigint DEFAULT 0 NOT NULL,
	"records_stale" bigint DEFAULT 0 NOT NULL,
	"records_conflicted" bigint DEFAULT 0 NOT NULL,
	"records_failed" bigint DEFAULT 0 NOT NULL,
	"records_written_back" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"generation" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."reconciliation_items" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."reconciliation_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"scope" text,
	"external_id" text,
	"locator" text,
	"entity_kind" text,
	"entity_id" uuid,
	"class" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"field" text,
	"base_value" jsonb,
	"local_value" jsonb,
	"remote_value" jsonb,
	"policy_mode" text,
	"page_id" bigint,
	"inbox_id" bigint,
	"process_id" uuid,
	"correlation_id" text,
	"state" text DEFAULT 'open' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"resolution" text,
	CONSTRAINT "reconciliation_items_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "syncline"."entities" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"origins" jsonb,
	"origin_page_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"merged_into" uuid,
	CONSTRAINT "entities_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."entity_versions" (
	"workspace_id" integer NOT NULL,
	"entity_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"replaced" jsonb NOT NULL,
	"decision" text NOT NULL,
	"decisions" jsonb,
	"actor" text,
	"connection_id" integer,
	"stream" text,
	"page_id" bigint,
	"process_id" uuid,
	"remote_updated_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entity_versions_workspace_id_entity_id_version_pk" PRIMARY KEY("workspace_id","entity_id","version")
);
--> statement-breakpoint
CREATE TABLE "syncline"."event_relay" (
	"name" text PRIMARY KEY NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"holder" text,
	"leased_until" timestamp with time zone,
	"seen" text,
	"until" text,
	"after_id" bigint DEFAULT 0 NOT NULL,
	"published" bigint DEFAULT 0 NOT NULL,
	"published_at" timestamp with time zone,
	"error" text,
	"failing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."events" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"workspace_id" integer NOT NULL,
	"type" text NOT NULL,
	"entity_id" uuid,
	"entity_version" integer,
	"process_id" uuid,
	"connection_id" integer,
	"payload" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_tx_id_pk" PRIMARY KEY("tx","id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."mappings" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"locator" text,
	"scope" text NOT NULL,
	"url" text,
	"seen" jsonb NOT NULL,
	"base" jsonb,
	"shadow" jsonb,
	"own_key" text,
	"remote_version" text,
	"home" boolean DEFAULT true NOT NULL,
	"method" text,
	"seen_hash" text NOT NULL,
	"raw_hash" text,
	"edges_hash" text NOT NULL,
	"remote_updated_at" timestamp with time zone,
	"accepted_seq" bigint NOT NULL,
	"accepted_page_id" bigint,
	"state" text DEFAULT 'linked' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mappings_workspace_id_connection_id_stream_external_id_pk" PRIMARY KEY("workspace_id","connection_id","stream","external_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."relations" (
	"workspace_id" integer NOT NULL,
	"from_entity_id" uuid NOT NULL,
	"type" text NOT NULL,
	"connection_id" integer NOT NULL,
	"to_stream" text NOT NULL,
	"target" text NOT NULL,
	"to_entity_id" uuid,
	CONSTRAINT "relations_workspace_id_from_entity_id_type_connection_id_to_stream_target_pk" PRIMARY KEY("workspace_id","from_entity_id","type","connection_id","to_stream","target")
);
--> statement-breakpoint
CREATE TABLE "syncline"."remote_tombstones" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text NOT NULL,
	"proof" text NOT NULL,
	"seq" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "remote_tombstones_workspace_id_connection_id_stream_external_id_pk" PRIMARY KEY("workspace_id","connection_id","stream","external_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."writeback_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."writeback_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"writeback_id" bigint NOT NULL,
	"entity_id" uuid NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text,
	"patch" jsonb NOT NULL,
	"expected" jsonb NOT NULL,
	"landed" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'sent' NOT NULL,
	"error" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."match_keys" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"value" text NOT NULL,
	"entity_id" uuid NOT NULL,
	CONSTRAINT "match_keys_workspace_id_kind_field_value_entity_id_pk" PRIMARY KEY("workspace_id","kind","field","value","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."refused_matches" (
	"workspace_id" integer NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text NOT NULL,
	"other_connection_id" integer NOT NULL,
	"other_stream" text NOT NULL,
	"other_external_id" text NOT NULL,
	"refused_by" text NOT NULL,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_matches_pair" PRIMARY KEY("workspace_id","connection_id","stream","external_id","other_connection_id","other_stream","other_external_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."sync_configs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."sync_configs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"sync_interval" integer DEFAULT 300 NOT NULL,
	"batch_fallback_enabled" boolean DEFAULT true NOT NULL,
	"batch_size" integer DEFAULT 100 NOT NULL,
	"two_way_create" boolean DEFAULT false NOT NULL,
	"webhook_enabled" boolean DEFAULT true NOT NULL,
	"secret_reference" text,
	"settings" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"last_sync_at" timestamp with time zone,
	"last_batch_sync_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sync_configs_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "syncline"."waiting_matches" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"value" text NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text NOT NULL,
	"scope" text NOT NULL,
	"locator" text,
	CONSTRAINT "waiting_matches_value" PRIMARY KEY("workspace_id","kind","field","value","connection_id","stream","external_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."writebacks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."writebacks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"entity_id" uuid NOT NULL,
	"connection_id" integer NOT NULL,
	"stream" text NOT NULL,
	"external_id" text,
	"op" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"lane" text DEFAULT 'live' NOT NULL,
	"scope" text,
	"own_key" text,
	"entity_version" integer,
	"wanted" integer DEFAULT 1 NOT NULL,
	"carried" integer DEFAULT 0 NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"conflicts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"leased_until" timestamp with time zone,
	"waits_for" text,
	"process_id" uuid,
	"correlation_id" text,
	"traceparents" text[] DEFAULT '{}' NOT NULL,
	"error_class" text,
	"error" text,
	"approved_digest" text,
	"caused_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."config_resources" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"managed_by" text NOT NULL,
	"value" jsonb,
	"applied" jsonb,
	"kept" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"origins" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "config_resources_workspace_id_kind_name_pk" PRIMARY KEY("workspace_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "syncline"."agent_memories" (
	"workspace_id" integer NOT NULL,
	"agent_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_memories_workspace_id_agent_id_pk" PRIMARY KEY("workspace_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."state_cache_keeper" (
	"id" integer PRIMARY KEY NOT NULL,
	"cache" text,
	"position" text,
	"position_at" timestamp with time zone,
	"lease_holder" text,
	"lease_until" timestamp with time zone,
	"wrote_at" timestamp with time zone,
	"error" text,
	"failing_since" timestamp with time zone,
	"wanted" text,
	"wanted_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"report" jsonb
);
--> statement-breakpoint
CREATE TABLE "syncline"."state_cache_keys" (
	"workspace_id" integer NOT NULL,
	"key" text NOT NULL,
	"subject" uuid,
	"sha256" text NOT NULL,
	"version" integer NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "state_cache_keys_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "syncline"."alert_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."alert_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"alert_id" bigint NOT NULL,
	"route" text NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"error" text,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "alert_messages_one" UNIQUE("alert_id","route","kind")
);
--> statement-breakpoint
CREATE TABLE "syncline"."alerts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."alerts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"rule" text NOT NULL,
	"signal" text NOT NULL,
	"connection_id" integer,
	"fingerprint" text NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"summary" text NOT NULL,
	"value" double precision NOT NULL,
	"threshold" double precision NOT NULL,
	"runbook" text,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"fired_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamp with time zone,
	"note" text,
	"silenced_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."service_minutes" (
	"workspace_id" integer NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"latency" integer[] DEFAULT '{}' NOT NULL,
	"succeeded" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"conflicts" integer DEFAULT 0 NOT NULL,
	"looks" integer DEFAULT 0 NOT NULL,
	"behind_sum" real DEFAULT 0 NOT NULL,
	"behind_max" real DEFAULT 0 NOT NULL,
	"looks_behind" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "service_minutes_workspace_id_minute_pk" PRIMARY KEY("workspace_id","minute")
);
--> statement-breakpoint
CREATE TABLE "syncline"."files" (
	"workspace_id" integer NOT NULL,
	"entity_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"read_from" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_workspace_id_entity_id_pk" PRIMARY KEY("workspace_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."import_chunks" (
	"file_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_chunks_file_id_seq_pk" PRIMARY KEY("file_id","seq")
);
--> statement-breakpoint
CREATE TABLE "syncline"."import_effects" (
	"import_id" uuid NOT NULL,
	"entity_id" uuid NOT NULL,
	"action" text NOT NULL,
	"row" bigint NOT NULL,
	"said" jsonb NOT NULL,
	"applied" jsonb NOT NULL,
	"replaced" jsonb NOT NULL,
	"version" integer NOT NULL,
	"undone" text,
	CONSTRAINT "import_effects_import_id_entity_id_pk" PRIMARY KEY("import_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."import_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" integer NOT NULL,
	"sha256" text,
	"size" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."import_keys" (
	"workspace_id" integer NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"said" jsonb NOT NULL,
	"import_id" uuid NOT NULL,
	"before" jsonb,
	CONSTRAINT "import_keys_workspace_id_source_kind_key_pk" PRIMARY KEY("workspace_id","source","kind","key")
);
--> statement-breakpoint
CREATE TABLE "syncline"."import_profiles" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."import_profiles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"fingerprint" text NOT NULL,
	"manifest" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_profiles_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "syncline"."import_rows" (
	"import_id" uuid NOT NULL,
	"row" bigint NOT NULL,
	"state" text DEFAULT 'staged' NOT NULL,
	"records" jsonb NOT NULL,
	"problems" jsonb,
	"cells" jsonb,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "syncline"."imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposal" jsonb NOT NULL,
	"manifest" jsonb NOT NULL,
	"profile" text,
	"process_id" uuid,
	"rows_staged" bigint DEFAULT 0 NOT NULL,
	"staged_at" timestamp with time zone,
	"replay_of" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "syncline"."entity_words" (
	"workspace_id" integer NOT NULL,
	"entity_id" uuid NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "entity_words_workspace_id_entity_id_pk" PRIMARY KEY("workspace_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."followers" (
	"name" text NOT NULL,
	"workspace_id" integer NOT NULL,
	"position" text,
	"scanned_to" uuid,
	"scan_from" text,
	"pass" integer DEFAULT 0 NOT NULL,
	"settings" text,
	"leased_until" timestamp with time zone,
	CONSTRAINT "followers_name_workspace_id_pk" PRIMARY KEY("name","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."duplicates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."duplicates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"a_id" uuid NOT NULL,
	"b_id" uuid NOT NULL,
	"probability" real NOT NULL,
	"verdict" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"held_back" text[] NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"refused" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"why" text,
	"merge_id" bigint,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "duplicates_pair" UNIQUE("workspace_id","a_id","b_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."identity_counts" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"holders" integer NOT NULL,
	CONSTRAINT "identity_counts_workspace_id_kind_value_pk" PRIMARY KEY("workspace_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "syncline"."identity_keys" (
	"workspace_id" integer NOT NULL,
	"key" bigint NOT NULL,
	"entity_id" uuid NOT NULL,
	"most" smallint NOT NULL,
	CONSTRAINT "identity_keys_workspace_id_key_entity_id_pk" PRIMARY KEY("workspace_id","key","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."identity_records" (
	"workspace_id" integer NOT NULL,
	"entity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"traits" jsonb NOT NULL,
	"keys" bigint[] NOT NULL,
	"values" text[] NOT NULL,
	"changed_pass" integer NOT NULL,
	"scored_pass" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "identity_records_workspace_id_entity_id_pk" PRIMARY KEY("workspace_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."merges" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"survivor_id" uuid NOT NULL,
	"loser_id" uuid NOT NULL,
	"duplicate_id" bigint,
	"actor" text NOT NULL,
	"why" text,
	"choices" jsonb NOT NULL,
	"survivor_before" jsonb NOT NULL,
	"loser_before" jsonb NOT NULL,
	"version" integer NOT NULL,
	"moved" jsonb NOT NULL,
	"is_announced" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	"undone_why" text
);
--> statement-breakpoint
CREATE TABLE "syncline"."audit_chains" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone,
	"pruned_seq" bigint DEFAULT 0 NOT NULL,
	"pruned_hash" "bytea" NOT NULL,
	"pruned_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"entity_id" uuid,
	"why" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"seq" bigint,
	"hash" "bytea"
);
--> statement-breakpoint
CREATE TABLE "syncline"."proposal_decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."proposal_decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"proposal_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"verdict" text NOT NULL,
	"actor" text NOT NULL,
	"eyes" text NOT NULL,
	"words" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_decisions_once" UNIQUE("proposal_id","version","eyes")
);
--> statement-breakpoint
CREATE TABLE "syncline"."proposals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"entity_id" uuid,
	"entity_kind" text,
	"connection_id" integer,
	"stream" text,
	"external_id" text,
	"writeback_id" bigint,
	"subject" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"diff" jsonb NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"proposers" text[] NOT NULL,
	"policy" text NOT NULL,
	"role" text NOT NULL,
	"needed" integer NOT NULL,
	"supersedes" bigint,
	"superseded_by" bigint,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "syncline"."client_parts" (
	"workspace_id" integer NOT NULL,
	"client_id" uuid NOT NULL,
	"part" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"via_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"is_open" boolean NOT NULL,
	CONSTRAINT "client_parts_workspace_id_client_id_entity_id_pk" PRIMARY KEY("workspace_id","client_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."clients" (
	"workspace_id" integer NOT NULL,
	"client_id" uuid NOT NULL,
	"sort_name" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"last_contact_at" timestamp with time zone,
	"open_deals" integer DEFAULT 0 NOT NULL,
	"open_work" integer DEFAULT 0 NOT NULL,
	"blocked_work" integer DEFAULT 0 NOT NULL,
	"completeness" double precision DEFAULT 1 NOT NULL,
	"open_conflicts" integer DEFAULT 0 NOT NULL,
	"open_items" integer DEFAULT 0 NOT NULL,
	"open_duplicates" integer DEFAULT 0 NOT NULL,
	"waiting_proposals" integer DEFAULT 0 NOT NULL,
	"troubles" integer DEFAULT 0 NOT NULL,
	"figures" jsonb,
	"is_dirty" boolean DEFAULT true NOT NULL,
	"touched" text[] DEFAULT '{}' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kept_at" timestamp with time zone,
	CONSTRAINT "clients_workspace_id_client_id_pk" PRIMARY KEY("workspace_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."insight_findings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "syncline"."insight_findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"rule" text NOT NULL,
	"key" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"severity" text NOT NULL,
	"summary" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"times_opened" integer DEFAULT 1 NOT NULL,
	"dismissed_by" text,
	"dismissed_at" timestamp with time zone,
	"why" text,
	"proposal_id" bigint,
	"proposed_digest" text,
	"pass" integer NOT NULL,
	CONSTRAINT "insight_findings_key" UNIQUE("workspace_id","rule","key")
);
--> statement-breakpoint
CREATE TABLE "syncline"."insight_rules" (
	"workspace_id" integer NOT NULL,
	"rule" text NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"pass" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"ran_at" timestamp with time zone,
	"took_ms" integer,
	"found" integer,
	"error" text,
	CONSTRAINT "insight_rules_workspace_id_rule_pk" PRIMARY KEY("workspace_id","rule")
);
--> statement-breakpoint
CREATE TABLE "syncline"."interest_keys" (
	"workspace_id" integer NOT NULL,
	"entity_id" uuid NOT NULL,
	"side" text NOT NULL,
	"keys" bigint[] NOT NULL,
	"who" uuid[] NOT NULL,
	"fades_at" timestamp with time zone,
	CONSTRAINT "interest_keys_workspace_id_entity_id_pk" PRIMARY KEY("workspace_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "syncline"."interest_matches" (
	"workspace_id" integer NOT NULL,
	"who_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"score" real NOT NULL,
	"explanation" jsonb NOT NULL,
	CONSTRAINT "interest_matches_workspace_id_who_id_item_id_source_id_pk" PRIMARY KEY("workspace_id","who_id","item_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "syncline"."connections" ADD CONSTRAINT "connections_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "syncline"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "syncline"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."console_sessions" ADD CONSTRAINT "console_sessions_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "syncline"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."credentials" ADD CONSTRAINT "credentials_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "syncline"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."oauth_flows" ADD CONSTRAINT "oauth_flows_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "syncline"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."oauth_grants" ADD CONSTRAINT "oauth_grants_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "syncline"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."alert_messages" ADD CONSTRAINT "alert_messages_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "syncline"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."alerts" ADD CONSTRAINT "alerts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "syncline"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncline"."proposal_decisions" ADD CONSTRAINT "proposal_decisions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "syncline"."proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "syncline"."inbox" USING btree ("touched_at") WHERE state = 'received';--> statement-breakpoint
CREATE INDEX "inbox_received_at" ON "syncline"."inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "quota_samples_age" ON "syncline"."quota_samples" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_name" ON "syncline"."api_keys" USING btree ("workspace_id","name") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "console_sessions_expiry" ON "syncline"."console_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "credentials_key" ON "syncline"."credentials" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_started" ON "syncline"."idempotency_keys" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "oauth_flows_expiry" ON "syncline"."oauth_flows" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "hints_mailbox" ON "syncline"."hints" USING btree ("workspace_id","connection_id","stream","external_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "hints_waiting" ON "syncline"."hints" USING btree ("touched_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "hints_finished" ON "syncline"."hints" USING btree ("created_at") WHERE state <> 'pending';--> statement-breakpoint
CREATE INDEX "pages_process" ON "syncline"."pages" USING btree ("process_id","scope");--> statement-breakpoint
CREATE INDEX "pages_moving" ON "syncline"."pages" USING btree ("touched_at") WHERE state in ('queued', 'fetched', 'normalised');--> statement-breakpoint
CREATE INDEX "pages_queued" ON "syncline"."pages" USING btree ("connection_id","lane","next_attempt_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "pages_read_fence" ON "syncline"."pages" USING btree ("workspace_id","connection_id","read_ended_seq") WHERE unchanged_ids is not null;--> statement-breakpoint
CREATE INDEX "pages_finished" ON "syncline"."pages" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "pages_raw" ON "syncline"."pages" USING btree ("finished_at") WHERE raw is not null and state in ('merged', 'cancelled', 'failed');--> statement-breakpoint
CREATE INDEX "processes_recent" ON "syncline"."processes" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "processes_runs" ON "syncline"."processes" USING btree ("workspace_id","state","created_at","id") WHERE parent_id is null;--> statement-breakpoint
CREATE INDEX "processes_parent" ON "syncline"."processes" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "processes_open" ON "syncline"."processes" USING btree ("touched_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "processes_finished" ON "syncline"."processes" USING btree ("finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "reconciliation_items_open" ON "syncline"."reconciliation_items" USING btree ("workspace_id","connection_id","fingerprint") WHERE state in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "reconciliation_items_recent" ON "syncline"."reconciliation_items" USING btree ("workspace_id","first_seen_at");--> statement-breakpoint
CREATE INDEX "reconciliation_items_conflicts" ON "syncline"."reconciliation_items" USING btree ("workspace_id","first_seen_at") WHERE class = 'conflict';--> statement-breakpoint
CREATE INDEX "reconciliation_items_resolved" ON "syncline"."reconciliation_items" USING btree ("resolved_at") WHERE state = 'resolved';--> statement-breakpoint
CREATE INDEX "reconciliation_items_entity" ON "syncline"."reconciliation_items" USING btree ("workspace_id","entity_id") WHERE state in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "reconciliation_items_page" ON "syncline"."reconciliation_items" USING btree ("page_id") WHERE state in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "reconciliation_items_delivery" ON "syncline"."reconciliation_items" USING btree ("inbox_id") WHERE state in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "reconciliation_items_process" ON "syncline"."reconciliation_items" USING btree ("process_id") WHERE state in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "entities_kind" ON "syncline"."entities" USING btree ("workspace_id","kind","id");--> statement-breakpoint
CREATE INDEX "entities_contact_email" ON "syncline"."entities" USING btree ("workspace_id",lower(fields ->> 'email')) WHERE kind = 'contact';--> statement-breakpoint
CREATE INDEX "entities_account_domain" ON "syncline"."entities" USING btree ("workspace_id",lower(fields ->> 'domain')) WHERE kind = 'account';--> statement-breakpoint
CREATE INDEX "entities_account_name" ON "syncline"."entities" USING btree ("workspace_id",lower(fields ->> 'name')) WHERE kind = 'account';--> statement-breakpoint
CREATE INDEX "entities_item_sku" ON "syncline"."entities" USING btree ("workspace_id",lower(fields ->> 'sku')) WHERE kind = 'inventory_item';--> statement-breakpoint
CREATE INDEX "entities_item_name" ON "syncline"."entities" USING btree ("workspace_id",lower(fields ->> 'name')) WHERE kind = 'inventory_item';--> statement-breakpoint
CREATE INDEX "entities_interest_of" ON "syncline"."entities" USING btree ("workspace_id",coalesce(fields ->> 'contact', fields ->> 'account')) WHERE kind = 'interest';--> statement-breakpoint
CREATE INDEX "events_id" ON "syncline"."events" USING btree ("id");--> statement-breakpoint
CREATE INDEX "mappings_entity" ON "syncline"."mappings" USING btree ("workspace_id","entity_id");--> statement-breakpoint
CREATE INDEX "mappings_locator" ON "syncline"."mappings" USING btree ("locator","workspace_id","connection_id");--> statement-breakpoint
CREATE INDEX "mappings_own_key" ON "syncline"."mappings" USING btree ("workspace_id","connection_id","own_key") WHERE own_key is not null;--> statement-breakpoint
CREATE INDEX "mappings_held" ON "syncline"."mappings" USING btree ("workspace_id","connection_id") WHERE shadow -> 'held' is not null;--> statement-breakpoint
CREATE INDEX "relations_to" ON "syncline"."relations" USING btree ("workspace_id","to_entity_id") WHERE to_entity_id is not null;--> statement-breakpoint
CREATE INDEX "relations_pending" ON "syncline"."relations" USING btree ("workspace_id","connection_id","to_stream","target") WHERE to_entity_id is null;--> statement-breakpoint
CREATE INDEX "attempts_open" ON "syncline"."writeback_attempts" USING btree ("workspace_id","connection_id","stream","entity_id") WHERE state in ('sent', 'doubt');--> statement-breakpoint
CREATE INDEX "attempts_writeback" ON "syncline"."writeback_attempts" USING btree ("writeback_id");--> statement-breakpoint
CREATE INDEX "match_keys_entity" ON "syncline"."match_keys" USING btree ("workspace_id","entity_id");--> statement-breakpoint
CREATE INDEX "waiting_matches_record" ON "syncline"."waiting_matches" USING btree ("workspace_id","connection_id","stream","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "writebacks_open" ON "syncline"."writebacks" USING btree ("workspace_id","connection_id","stream","entity_id") WHERE state in ('queued', 'sending', 'held');--> statement-breakpoint
CREATE INDEX "writebacks_moving" ON "syncline"."writebacks" USING btree ("touched_at") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "writebacks_own_key" ON "syncline"."writebacks" USING btree ("workspace_id","connection_id","own_key") WHERE own_key is not null;--> statement-breakpoint
CREATE INDEX "writebacks_entity" ON "syncline"."writebacks" USING btree ("workspace_id","entity_id");--> statement-breakpoint
CREATE INDEX "writebacks_of_late" ON "syncline"."writebacks" USING btree ("workspace_id","connection_id","stream","created_at");--> statement-breakpoint
CREATE INDEX "writebacks_finished" ON "syncline"."writebacks" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "state_cache_keys_subject" ON "syncline"."state_cache_keys" USING btree ("workspace_id","subject") WHERE subject is not null;--> statement-breakpoint
CREATE INDEX "alert_messages_due" ON "syncline"."alert_messages" USING btree ("next_attempt_at") WHERE state = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "syncline"."alerts" USING btree ("workspace_id","fingerprint") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alerts_recent" ON "syncline"."alerts" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "alerts_resolved" ON "syncline"."alerts" USING btree ("resolved_at") WHERE state = 'resolved';--> statement-breakpoint
CREATE INDEX "service_minutes_age" ON "syncline"."service_minutes" USING btree ("minute");--> statement-breakpoint
CREATE INDEX "import_effects_entity" ON "syncline"."import_effects" USING btree ("entity_id");--> statement-breakpoint
CREATE INDEX "import_effects_open" ON "syncline"."import_effects" USING btree ("import_id","entity_id") WHERE undone is null;--> statement-breakpoint
CREATE UNIQUE INDEX "import_files_hash" ON "syncline"."import_files" USING btree ("workspace_id","sha256") WHERE sha256 is not null;--> statement-breakpoint
CREATE INDEX "import_files_coming" ON "syncline"."import_files" USING btree ("created_at") WHERE sha256 is null;--> statement-breakpoint
CREATE INDEX "import_keys_import" ON "syncline"."import_keys" USING btree ("import_id","entity_id");--> statement-breakpoint
CREATE INDEX "import_keys_entity" ON "syncline"."import_keys" USING btree ("workspace_id","entity_id");--> statement-breakpoint
CREATE INDEX "import_profiles_fingerprint" ON "syncline"."import_profiles" USING btree ("workspace_id","fingerprint");--> statement-breakpoint
CREATE INDEX "import_rows_staged" ON "syncline"."import_rows" USING btree ("import_id","row") WHERE state = 'staged';--> statement-breakpoint
CREATE INDEX "import_rows_problems" ON "syncline"."import_rows" USING btree ("import_id","row") WHERE problems is not null;--> statement-breakpoint
CREATE INDEX "imports_recent" ON "syncline"."imports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "imports_process" ON "syncline"."imports" USING btree ("process_id");--> statement-breakpoint
CREATE INDEX "duplicates_state" ON "syncline"."duplicates" USING btree ("workspace_id","state","probability" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "duplicates_b" ON "syncline"."duplicates" USING btree ("workspace_id","b_id");--> statement-breakpoint
CREATE INDEX "identity_records_due" ON "syncline"."identity_records" USING btree ("workspace_id","entity_id") WHERE scored_pass < changed_pass;--> statement-breakpoint
CREATE INDEX "merges_recent" ON "syncline"."merges" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "merges_survivor" ON "syncline"."merges" USING btree ("workspace_id","survivor_id");--> statement-breakpoint
CREATE INDEX "merges_loser" ON "syncline"."merges" USING btree ("workspace_id","loser_id");--> statement-breakpoint
CREATE INDEX "audit_recent" ON "syncline"."audit_log" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "audit_entity" ON "syncline"."audit_log" USING btree ("workspace_id","entity_id") WHERE entity_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain" ON "syncline"."audit_log" USING btree ("workspace_id","seq") WHERE seq is not null;--> statement-breakpoint
CREATE INDEX "audit_unsealed" ON "syncline"."audit_log" USING btree ("workspace_id","id") WHERE seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_standing" ON "syncline"."proposals" USING btree ("workspace_id","key") WHERE state in ('waiting', 'approved');--> statement-breakpoint
CREATE INDEX "proposals_recent" ON "syncline"."proposals" USING btree ("workspace_id","state","id");--> statement-breakpoint
CREATE INDEX "proposals_expiry" ON "syncline"."proposals" USING btree ("expires_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "proposals_writeback" ON "syncline"."proposals" USING btree ("writeback_id") WHERE writeback_id is not null;--> statement-breakpoint
CREATE INDEX "proposals_entity" ON "syncline"."proposals" USING btree ("workspace_id","entity_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "proposals_place" ON "syncline"."proposals" USING btree ("workspace_id","entity_id","connection_id","stream") WHERE state = 'rejected';--> statement-breakpoint
CREATE INDEX "client_parts_list" ON "syncline"."client_parts" USING btree ("workspace_id","client_id","part","is_open" DESC NULLS FIRST,"at" DESC NULLS FIRST,"entity_id");--> statement-breakpoint
CREATE INDEX "client_parts_entity" ON "syncline"."client_parts" USING btree ("workspace_id","entity_id");--> statement-breakpoint
CREATE INDEX "clients_name" ON "syncline"."clients" USING btree ("workspace_id","sort_name","client_id") WHERE figures is not null;--> statement-breakpoint
CREATE INDEX "clients_completeness" ON "syncline"."clients" USING btree ("workspace_id","completeness","client_id") WHERE figures is not null;--> statement-breakpoint
CREATE INDEX "clients_troubles" ON "syncline"."clients" USING btree ("workspace_id","troubles","client_id") WHERE figures is not null;--> statement-breakpoint
CREATE INDEX "clients_troubled" ON "syncline"."clients" USING btree ("workspace_id","sort_name","client_id") WHERE figures is not null and troubles > 0;--> statement-breakpoint
CREATE INDEX "clients_due" ON "syncline"."clients" USING btree ("workspace_id","due_at") WHERE is_dirty;--> statement-breakpoint
CREATE INDEX "clients_kept" ON "syncline"."clients" USING btree ("workspace_id","kept_at") WHERE not is_dirty;--> statement-breakpoint
CREATE INDEX "insight_findings_state" ON "syncline"."insight_findings" USING btree ("workspace_id","state","id");--> statement-breakpoint
CREATE INDEX "insight_findings_entity" ON "syncline"."insight_findings" USING btree ("workspace_id","entity_id");--> statement-breakpoint
CREATE INDEX "insight_findings_closed" ON "syncline"."insight_findings" USING btree ("closed_at") WHERE state = 'closed';--> statement-breakpoint
CREATE INDEX "insight_findings_open" ON "syncline"."insight_findings" USING btree ("workspace_id","rule","pass") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "interest_keys_found" ON "syncline"."interest_keys" USING gin ("keys") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "interest_keys_fades" ON "syncline"."interest_keys" USING btree ("workspace_id","fades_at") WHERE fades_at is not null;--> statement-breakpoint
CREATE INDEX "interest_matches_source" ON "syncline"."interest_matches" USING btree ("workspace_id","source_id");--> statement-breakpoint
CREATE INDEX "interest_matches_item" ON "syncline"."interest_matches" USING btree ("workspace_id","item_id");--> statement-breakpoint
CREATE INDEX "interest_matches_refused" ON "syncline"."interest_matches" USING btree ("workspace_id","who_id","item_id") WHERE score = 0;--> statement-breakpoint
CREATE SEQUENCE "syncline"."read_seq" CACHE 1;
--> statement-breakpoint
ALTER TABLE "syncline"."inbox" ALTER COLUMN "body" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "syncline"."pages" ALTER COLUMN "raw" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "syncline"."pages" ALTER COLUMN "normalised" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "syncline"."mappings" SET (fillfactor = 85);
--> statement-breakpoint
ALTER TABLE "syncline"."pages" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE "syncline"."processes" SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "syncline"."quotas" SET (fillfactor = 30);
--> statement-breakpoint
INSERT INTO "syncline"."workspaces" ("name") VALUES ('default');

--> statement-breakpoint
ALTER TABLE "syncline"."writebacks" SET (fillfactor = 70);
--> statement-breakpoint
CREATE VIEW "syncline"."sync_mappings" AS
SELECT m.workspace_id, m.entity_id, m.connection_id, m.stream, m.external_id, m.locator, m.url,
  CASE WHEN m.state = 'gone' THEN 'gone'
    WHEN EXISTS (SELECT FROM syncline.reconciliation_items r WHERE r.workspace_id = m.workspace_id AND r.connection_id = m.connection_id
      AND r.stream = m.stream AND r.external_id = m.external_id AND r.class = 'conflict' AND r.state IN ('open', 'retrying')) THEN 'conflict'
    WHEN EXISTS (SELECT FROM syncline.reconciliation_items r WHERE r.workspace_id = m.workspace_id AND r.connection_id = m.connection_id
      AND r.stream = m.stream AND r.external_id = m.external_id AND r.state IN ('open', 'retrying')) THEN 'error'
    WHEN EXISTS (SELECT FROM syncline.writebacks w WHERE w.workspace_id = m.workspace_id AND w.connection_id = m.connection_id
      AND w.stream = m.stream AND w.entity_id = m.entity_id AND w.state IN ('queued', 'sending', 'held')) THEN 'pending'
    ELSE 'synced' END AS status,
  m.method, m.remote_updated_at, e.updated_at AS local_updated_at, m.updated_at AS last_synced_at, m.created_at
FROM syncline.mappings m JOIN syncline.entities e ON e.workspace_id = m.workspace_id AND e.id = m.entity_id;
--> statement-breakpoint
CREATE VIEW "syncline"."sync_conflicts" AS
SELECT r.workspace_id, r.id, r.key, r.entity_id, r.entity_kind, r.connection_id, r.stream, r.external_id, r.code AS class, r.field,
  r.base_value, r.local_value, r.remote_value, r.policy_mode, r.state, r.resolution AS strategy, r.first_seen_at, r.resolved_at, r.resolved_by
FROM syncline.reconciliation_items r WHERE r.class = 'conflict' AND r.field IS NOT NULL;
--> statement-breakpoint
CREATE VIEW "syncline"."sync_history" AS
SELECT p.workspace_id, p.id::text AS correlation_id, p.connection_id, p.kind AS type,
  t.items_synced, t.items_failed,
  p.started_at, p.finished_at, p.state = 'completed' AS success, p.error, p.stream AS details
FROM syncline.processes p, LATERAL (
  SELECT sum(c.records_created + c.records_updated + c.records_unchanged)::bigint AS items_synced, sum(c.records_failed)::bigint AS items_failed
  FROM syncline.processes c WHERE c.id = p.id OR c.parent_id = p.id) t
WHERE p.finished_at IS NOT NULL AND p.parent_id IS NULL
UNION ALL
SELECT w.workspace_id, coalesce(w.correlation_id, 'writeback-' || w.id), w.connection_id, 'writeback',
  CASE WHEN w.state = 'done' THEN 1 ELSE 0 END, CASE WHEN w.state = 'failed' THEN 1 ELSE 0 END,
  w.created_at, w.finished_at, w.state = 'done', w.error, w.op || ' ' || w.stream
FROM syncline.writebacks w WHERE w.finished_at IS NOT NULL;
--> statement-breakpoint
CREATE FUNCTION "syncline"."keep_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND OLD.hash IS NULL AND NEW.seq IS NOT NULL AND NEW.hash IS NOT NULL
    AND (NEW.id, NEW.workspace_id, NEW.at, NEW.actor, NEW.action, NEW.subject, NEW.entity_id, NEW.why, NEW.details)
      IS NOT DISTINCT FROM (OLD.id, OLD.workspace_id, OLD.at, OLD.actor, OLD.action, OLD.subject, OLD.entity_id, OLD.why, OLD.details)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND OLD.seq <= (SELECT c.pruned_seq FROM syncline.audit_chains c WHERE c.workspace_id = OLD.workspace_id)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit is append-only: rows are neither changed nor removed' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_kept" BEFORE UPDATE OR DELETE ON "syncline"."audit_log" FOR EACH ROW EXECUTE FUNCTION "syncline"."keep_audit"();
--> statement-breakpoint
CREATE TRIGGER "audit_not_emptied" BEFORE TRUNCATE ON "syncline"."audit_log" FOR EACH STATEMENT EXECUTE FUNCTION "syncline"."keep_audit"();
--> statement-breakpoint
DO $$
DECLARE trigrams text;
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA "syncline";
  SELECT n.nspname INTO trigrams FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace WHERE x.extname = 'pg_trgm';
  EXECUTE format('CREATE INDEX entity_words_trigrams ON syncline.entity_words USING gin (words %I.gin_trgm_ops)', trigrams);
  EXECUTE format('CREATE INDEX clients_trigrams ON syncline.clients USING gin (words %I.gin_trgm_ops)', trigrams);
END $$;
--> statement-breakpoint
CREATE FUNCTION "syncline"."number_in"(v jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN v #>> '{}' ~ '^-?[0-9]{1,30}(\.[0-9]{1,30})?$' THEN (v #>> '{}')::numeric END;
--> statement-breakpoint
CREATE FUNCTION "syncline"."date_in"(v text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN v ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' THEN make_date(left(v, 4)::int, substr(v, 6, 2)::int, 1) + (substr(v, 9, 2)::int - 1) END;
--> statement-breakpoint
CREATE FUNCTION "syncline"."instant_in"(v text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN v ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]'
    THEN (syncline.date_in(v) + make_interval(hours => substr(v, 12, 2)::int, mins => substr(v, 15, 2)::int)) AT TIME ZONE 'UTC'
    ELSE syncline.date_in(v)::timestamp AT TIME ZONE 'UTC' END;
--> statement-breakpoint
CREATE FUNCTION "syncline"."uuid_in"(v text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN v ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN v::uuid END;
--> statement-breakpoint
CREATE SCHEMA "insights";
--> statement-breakpoint
CREATE VIEW "insights"."entities" WITH (security_barrier) AS
SELECT e.id, e.kind, coalesce(e.fields ->> 'title', e.fields ->> 'name', e.fields ->> 'subject', e.fields ->> 'login', e.fields ->> 'email') AS title,
  e.fields, e.version, e.created_at, e.updated_at
FROM syncline.entities e
WHERE e.deleted_at IS NULL AND e.workspace_id =
  (SELECT w.id FROM syncline.workspaces w WHERE w.insights_scope = syncline.uuid_in(current_setting('insights.scope', true)));
--> statement-breakpoint
CREATE VIEW "insights"."records" WITH (security_barrier) AS
SELECT m.entity_id, c.name AS connection, c.connector, m.stream, m.external_id, m.url, m.state, m.remote_updated_at, m.seen AS shown
FROM syncline.mappings m JOIN syncline.connections c ON c.id = m.connection_id
WHERE m.state <> 'gone' AND m.workspace_id =
  (SELECT w.id FROM syncline.workspaces w WHERE w.insights_scope = syncline.uuid_in(current_setting('insights.scope', true)));
--> statement-breakpoint
-- Reasons for edges `interested_in` as they count: of what was said, little where somebody has refused the thing since. What
-- was stated stands, and says so. A match with a score of 0 is a refusal.
CREATE VIEW "syncline"."interest_reasons" AS
SELECT m.workspace_id, m.who_id, m.item_id, m.source_id,
  CASE WHEN no.says IS NULL OR m.explanation ->> 'by' = 'interest' THEN m.score ELSE round((m.score / 5)::numeric, 2)::real END AS score,
  CASE WHEN no.says IS NULL THEN m.explanation
    ELSE jsonb_set(m.explanation, '{says}', to_jsonb((m.explanation ->> 'says') || '. Later: ' || no.says)) END AS explanation
FROM syncline.interest_matches m
LEFT JOIN LATERAL (SELECT r.explanation ->> 'says' AS says FROM syncline.interest_matches r
  WHERE r.workspace_id = m.workspace_id AND r.who_id = m.who_id AND r.item_id = m.item_id AND r.score = 0
    AND (r.explanation ->> 'saidAt')::timestamptz > coalesce((m.explanation ->> 'saidAt')::timestamptz,
      (SELECT e.updated_at FROM syncline.entities e WHERE e.workspace_id = m.workspace_id AND e.id = m.source_id))
  ORDER BY r.explanation ->> 'saidAt' DESC, r.source_id LIMIT 1) no ON true
WHERE m.score > 0;
--> statement-breakpoint
CREATE VIEW "insights"."relations" WITH (security_barrier) AS
SELECT r.from_entity_id AS from_id, r.type, r.to_entity_id AS to_id, NULL::numeric AS score, NULL::jsonb AS explanation
FROM syncline.relations r
WHERE r.to_entity_id IS NOT NULL AND r.type <> 'interested_in' AND r.workspace_id =
  (SELECT w.id FROM syncline.workspaces w WHERE w.insights_scope = syncline.uuid_in(current_setting('insights.scope', true)))
UNION ALL
SELECT m.who_id, 'interested_in', m.item_id, m.score::numeric, m.explanation
FROM syncline.interest_reasons m
WHERE m.workspace_id =
  (SELECT w.id FROM syncline.workspaces w WHERE w.insights_scope = syncline.uuid_in(current_setting('insights.scope', true)))
UNION ALL
SELECT e.id, 'belongs_to', syncline.uuid_in(e.fields ->> f.name), NULL::numeric, NULL::jsonb
FROM insights.entities e CROSS JOIN (VALUES ('account'), ('deal'), ('who'), ('contact')) AS f (name)
WHERE e.kind IN ('contact', 'deal', 'quote', 'activity', 'work_item') AND syncline.uuid_in(e.fields ->> f.name) IS NOT NULL;
--> statement-breakpoint
CREATE VIEW "insights"."users" WITH (security_barrier) AS
SELECT e.id, coalesce(e.fields ->> 'name', nullif(concat_ws(' ', e.fields ->> 'first_name', e.fields ->> 'last_name'), ''), e.fields ->> 'login', e.fields ->> 'email') AS name,
  lower(e.fields ->> 'email') AS email, e.fields, e.created_at, e.updated_at
FROM insights.entities e WHERE e.kind = 'user';
--> statement-breakpoint
CREATE VIEW "insights"."owners" WITH (security_barrier) AS
SELECT r.from_entity_id AS entity_id, u.id AS owner_id, coalesce(u.name, substr(r.target, 4)) AS owner_name,
  coalesce(u.email, u.id::text, r.connection_id || ' ' || r.to_stream || ' ' || r.target) AS owner_key
FROM syncline.relations r LEFT JOIN insights.users u ON u.id = r.to_entity_id
WHERE r.type = 'assigned_to' AND r.workspace_id =
  (SELECT w.id FROM syncline.workspaces w WHERE w.insights_scope = syncline.uuid_in(current_setting('insights.scope', true)))
UNION ALL
SELECT e.id, u.id, coalesce(u.name, e.fields ->> 'owner'), coalesce(u.email, u.id::text, lower(e.fields ->> 'owner'))
FROM insights.entities e LEFT JOIN insights.users u ON u.id = syncline.uuid_in(e.fields ->> 'owner')
WHERE e.kind IN ('account', 'contact', 'deal', 'activity') AND coalesce(e.fields ->> 'owner', '') <> ''
  AND NOT EXISTS (SELECT FROM syncline.relations r WHERE r.from_entity_id = e.id AND r.type = 'assigned_to' AND r.workspace_id =
    (SELECT w.id FROM syncline.workspaces w WHERE w.insights_scope = syncline.uuid_in(current_setting('insights.scope', true))));
--> statement-breakpoint
CREATE VIEW "insights"."accounts" WITH (security_barrier) AS
SELECT e.id, e.fields ->> 'name' AS name, e.fields ->> 'domain' AS domain, e.fields ->> 'industry' AS industry, e.fields ->> 'segment' AS segment,
  e.fields ->> 'type' AS type, e.fields ->> 'phone' AS phone, syncline.number_in(e.fields -> 'employees') AS employees,
  syncline.number_in(e.fields -> 'annual_revenue') AS annual_revenue, e.fields ->> 'billing_country' AS billing_country,
  e.fields, e.created_at, e.updated_at
FROM insights.entities e WHERE e.kind = 'account';
--> statement-breakpoint
CREATE VIEW "insights"."contacts" WITH (security_barrier) AS
SELECT e.id, nullif(concat_ws(' ', e.fields ->> 'first_name', e.fields ->> 'last_name'), '') AS name, e.fields ->> 'first_name' AS first_name,
  e.fields ->> 'last_name' AS last_name, lower(e.fields ->> 'email') AS email, e.fields ->> 'phone' AS phone, e.fields ->> 'title' AS title,
  e.fields ->> 'department' AS department, e.fields, e.created_at, e.updated_at
FROM insights.entities e WHERE e.kind = 'contact';
--> statement-breakpoint
CREATE VIEW "insights"."deals" WITH (security_barrier) AS
SELECT e.id, e.fields ->> 'name' AS name, e.fields ->> 'stage' AS stage, syncline.number_in(e.fields -> 'amount') AS amount,
  e.fields ->> 'currency' AS currency, syncline.number_in(e.fields -> 'probability') AS probability, syncline.date_in(e.fields ->> 'close_date') AS close_date,
  CASE e.fields ->> 'is_closed' WHEN 'true' THEN true WHEN 'false' THEN false
    ELSE coalesce(e.fields ->> 'is_won' = 'true' OR e.fields ->> 'stage' ~* '(^|[^a-z])(closed ?won|closed ?lost|closed|won|lost)([^a-z]|$)', false) END AS is_closed,
  coalesce(e.fields ->> 'is_won' = 'true', false) AS is_won,
  (SELECT min(o.owner_name) FROM insights.owners o WHERE o.entity_id = e.id) AS owner_name,
  coalesce((SELECT max(r.remote_updated_at) FROM insights.records r WHERE r.entity_id = e.id), e.updated_at) AS changed_at,
  e.fields, e.created_at, e.updated_at
FROM insights.entities e WHERE e.kind = 'deal';
--> statement-breakpoint
CREATE VIEW "insights"."work_items" WITH (security_barrier) AS
SELECT e.id, coalesce(e.fields ->> 'title', e.fields ->> 'summary', e.fields ->> 'name', e.fields ->> 'subject') AS title,
  coalesce(e.fields ->> 'state', e.fields ->> 'status', e.fields ->> 'stage') AS state,
  coalesce(lower(e.fields ->> 'state') = ANY (d.words) OR lower(e.fields ->> 'status') = ANY (d.words) OR lower(e.fields ->> 'status_category') = ANY (d.words)
    OR lower(e.fields ->> 'stage') = ANY (d.words) OR lower(e.fields ->> 'list') = ANY (d.words) OR e.fields ->> 'completed' = 'true'
    OR e.fields ->> 'due_complete' = 'true' OR e.fields ->> 'is_closed' = 'true', false) AS is_done,
  syncline.date_in(e.fields ->> 'due_date') AS due_date, e.fields, e.created_at, e.updated_at
FROM insights.entities e CROSS JOIN (VALUES (array['done', 'closed', 'complete', 'completed', 'resolved', 'finished'])) AS d (words)
WHERE e.kind = 'work_item';
--> statement-breakpoint
CREATE VIEW "insights"."deal_work" WITH (security_barrier) AS
SELECT DISTINCT d.id AS deal_id, w.id AS work_item_id
FROM (SELECT from_id AS one, to_id AS other FROM insights.relations UNION ALL SELECT to_id, from_id FROM insights.relations) r
JOIN insights.entities d ON d.id = r.one AND d.kind = 'deal' JOIN insights.entities w ON w.id = r.other AND w.kind = 'work_item';
--> statement-breakpoint
CREATE VIEW "insights"."interactions" WITH (security_barrier) AS
SELECT e.id, CASE e.kind WHEN 'comment' THEN 'comment' ELSE coalesce(e.fields ->> 'type', 'note') END AS type, e.fields ->> 'direction' AS direction,
  e.fields ->> 'subject' AS subject, e.fields ->> 'body' AS body,
  coalesce(syncline.instant_in(e.fields ->> 'occurred_at'), syncline.instant_in(e.fields ->> 'created_at'), e.created_at) AS occurred_at, e.fields
FROM insights.entities e WHERE e.kind IN ('activity', 'comment');
--> statement-breakpoint
CREATE VIEW "insights"."interactions_of" WITH (security_barrier) AS
SELECT r.to_id AS entity_id, r.from_id AS interaction_id
FROM insights.relations r JOIN insights.entities i ON i.id = r.from_id AND i.kind IN ('activity', 'comment')
WHERE r.type IN ('belongs_to', 'related_to', 'comments_on');
