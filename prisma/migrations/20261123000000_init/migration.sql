-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('OWNER', 'ADMIN', 'REVIEWER', 'VIEWER');

-- CreateEnum
CREATE TYPE "span_kind" AS ENUM ('MODEL', 'TOOL', 'RETRIEVAL', 'EMBEDDING', 'FUNCTION', 'GUARDRAIL', 'OTHER');

-- CreateEnum
CREATE TYPE "span_status" AS ENUM ('OK', 'ERROR');

-- CreateEnum
CREATE TYPE "column_role" AS ENUM ('INPUT', 'OUTPUT', 'ANNOTATION');

-- CreateEnum
CREATE TYPE "column_type" AS ENUM ('TEXT', 'LABEL', 'NUMBER', 'BOOLEAN', 'JSON');

-- CreateEnum
CREATE TYPE "provider_kind" AS ENUM ('OPENAI', 'ANTHROPIC', 'GOOGLE', 'OPENAI_COMPATIBLE');

-- CreateEnum
CREATE TYPE "prompt_purpose" AS ENUM ('ANSWER', 'JUDGE');

-- CreateEnum
CREATE TYPE "evaluator_kind" AS ENUM ('JUDGE', 'TEXT', 'JSON', 'SIMILARITY', 'LENGTH', 'LATENCY', 'COST', 'JAVASCRIPT', 'HTTP');

-- CreateEnum
CREATE TYPE "evaluation_status" AS ENUM ('RUNNING', 'PAUSED', 'CANCELLED', 'FINISHED');

-- CreateEnum
CREATE TYPE "evaluation_row_state" AS ENUM ('WAITING', 'LEASED', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "grade" AS ENUM ('PASS', 'FAIL', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "deployment_kind" AS ENUM ('DEPLOY', 'ROLLBACK');

-- CreateEnum
CREATE TYPE "row_evaluator_purpose" AS ENUM ('SUGGEST', 'CHECK');

-- CreateTable
CREATE TABLE "user" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "project_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "span" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "trace_id" TEXT NOT NULL,
    "span_id" TEXT NOT NULL,
    "parent_span_id" TEXT,
    "name" TEXT NOT NULL,
    "kind" "span_kind" NOT NULL,
    "status" "span_status" NOT NULL,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "duration_ms" DOUBLE PRECISION,
    "model" TEXT,
    "provider" TEXT,
    "prompt_name" TEXT,
    "prompt_version" TEXT,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "messages" JSONB,
    "output" JSONB,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "cost" DOUBLE PRECISION,
    "session_id" TEXT,
    "end_user_id" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "feedback" SMALLINT,
    "feedback_note" TEXT,
    "scores" JSONB NOT NULL DEFAULT '{}',
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "span_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "epoch" TEXT NOT NULL,
    "claim_seconds" INTEGER NOT NULL DEFAULT 300,
    "reviews_required" SMALLINT NOT NULL DEFAULT 1,
    "several_reviews" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_column" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "role" "column_role" NOT NULL,
    "type" "column_type" NOT NULL,
    "system" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_column_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label_option" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "column_id" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT 'gray',
    "position" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "label_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "combination" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "filled" BOOLEAN NOT NULL,
    "labels" JSONB NOT NULL,

    CONSTRAINT "combination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_row" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "combination_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "span_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "filled_by_id" INTEGER,
    "filled_at" TIMESTAMPTZ(3),
    "reviews_required" SMALLINT NOT NULL DEFAULT 1,
    "reviewed_by" INTEGER[],
    "answers_shown" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "dataset_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "row_cells" (
    "row_id" BIGINT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "given" JSONB NOT NULL DEFAULT '{}',
    "answer" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "row_cells_pkey" PRIMARY KEY ("row_id")
);

-- CreateTable
CREATE TABLE "claim" (
    "row_id" BIGINT NOT NULL,
    "place" SMALLINT NOT NULL DEFAULT 0,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "token" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("row_id","place")
);

-- CreateTable
CREATE TABLE "draft" (
    "row_id" BIGINT NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("row_id","reviewer_id")
);

-- CreateTable
CREATE TABLE "skip" (
    "row_id" BIGINT NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "reason" TEXT,
    "skipped_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skip_pkey" PRIMARY KEY ("row_id","reviewer_id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "row_id" BIGINT NOT NULL,
    "reviewer_id" INTEGER,
    "annotator_id" INTEGER,
    "answer" JSONB NOT NULL,
    "labels" JSONB NOT NULL,
    "seconds" DOUBLE PRECISION,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "settles" BOOLEAN NOT NULL DEFAULT false,
    "blind" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotator" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_reply" (
    "user_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "request" TEXT NOT NULL,
    "reply" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_reply_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "slice" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "color" TEXT NOT NULL DEFAULT 'gray',
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slice_owner" (
    "slice_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,

    CONSTRAINT "slice_owner_pkey" PRIMARY KEY ("slice_id","user_id")
);

-- CreateTable
CREATE TABLE "event" (
    "dataset_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" INTEGER,
    "row_id" BIGINT,
    "version" INTEGER,
    "before" INTEGER,
    "after" INTEGER,
    "holder_before" INTEGER,
    "holder_after" INTEGER,
    "cells" JSONB,
    "bulk" JSONB,
    "moves" JSONB,
    "note" JSONB,

    CONSTRAINT "event_pkey" PRIMARY KEY ("dataset_id","seq")
);

-- CreateTable
CREATE TABLE "size_checkpoint" (
    "dataset_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sizes" JSONB NOT NULL,

    CONSTRAINT "size_checkpoint_pkey" PRIMARY KEY ("dataset_id","seq")
);

-- CreateTable
CREATE TABLE "model_provider" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "provider_kind" NOT NULL,
    "base_url" TEXT,
    "key_sealed" TEXT,
    "key_hint" TEXT,
    "timeout_seconds" DOUBLE PRECISION NOT NULL DEFAULT 60,
    "attempts" SMALLINT NOT NULL DEFAULT 4,
    "concurrency" INTEGER NOT NULL DEFAULT 8,
    "prices" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_answer" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_answer_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateTable
CREATE TABLE "prompt" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "purpose" "prompt_purpose" NOT NULL DEFAULT 'ANSWER',
    "draft" JSONB NOT NULL,
    "draft_revision" INTEGER NOT NULL DEFAULT 1,
    "draft_base" INTEGER,
    "draft_by_id" INTEGER,
    "draft_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt_version" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "prompt_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "author_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluator" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "evaluator_kind" NOT NULL,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "evaluator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluator_version" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "evaluator_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "config" JSONB NOT NULL,
    "secret_sealed" TEXT,
    "content_hash" TEXT NOT NULL,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluator_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "span_evaluator" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "evaluator_id" INTEGER NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "share" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "budget" DOUBLE PRECISION,
    "cursor" BIGINT NOT NULL,
    "scored" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "failed_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "paused_because" TEXT,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "span_evaluator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sample" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "row_ids" BIGINT[],
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "prompt_version_id" INTEGER,
    "slice_name" TEXT,
    "condition" JSONB NOT NULL,
    "sample_id" INTEGER,
    "settings" JSONB NOT NULL,
    "status" "evaluation_status" NOT NULL,
    "paused_because" TEXT,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "row_count" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "cached_calls" INTEGER NOT NULL DEFAULT 0,
    "next_call_at" TIMESTAMPTZ(3),
    "repeated_calls" INTEGER NOT NULL DEFAULT 0,
    "repeated_cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_evaluator" (
    "evaluation_id" INTEGER NOT NULL,
    "evaluator_version_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "paid" BOOLEAN NOT NULL DEFAULT false,
    "passed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "scored" INTEGER NOT NULL DEFAULT 0,
    "score_sum" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "evaluation_evaluator_pkey" PRIMARY KEY ("evaluation_id","evaluator_version_id")
);

-- CreateTable
CREATE TABLE "evaluation_row" (
    "evaluation_id" INTEGER NOT NULL,
    "row_id" BIGINT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "row_version" INTEGER NOT NULL,
    "seen" JSONB NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "state" "evaluation_row_state" NOT NULL DEFAULT 'WAITING',
    "losses" SMALLINT NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "output" JSONB,
    "latency_ms" DOUBLE PRECISION,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "cost" DOUBLE PRECISION,
    "error" TEXT,
    "lost_calls" JSONB NOT NULL DEFAULT '[]',
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "evaluation_row_pkey" PRIMARY KEY ("evaluation_id","row_id")
);

-- CreateTable
CREATE TABLE "evaluation_score" (
    "evaluation_id" INTEGER NOT NULL,
    "row_id" BIGINT NOT NULL,
    "evaluator_version_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "grade" "grade" NOT NULL,
    "score" DOUBLE PRECISION,
    "reason" TEXT NOT NULL,
    "cost" DOUBLE PRECISION,
    "raw" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_score_pkey" PRIMARY KEY ("evaluation_id","row_id","evaluator_version_id")
);

-- CreateTable
CREATE TABLE "environment" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate" (
    "environment_id" INTEGER NOT NULL,
    "prompt_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "slice_id" INTEGER,
    "rules" JSONB NOT NULL,
    "updated_by_id" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gate_pkey" PRIMARY KEY ("environment_id","prompt_id")
);

-- CreateTable
CREATE TABLE "deployment" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "environment_id" INTEGER NOT NULL,
    "prompt_id" INTEGER NOT NULL,
    "version_id" INTEGER NOT NULL,
    "kind" "deployment_kind" NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "verdict" JSONB,
    "override_reason" TEXT,
    "deployed_by_id" INTEGER,
    "deployed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "row_evaluator" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "evaluator_id" INTEGER NOT NULL,
    "purpose" "row_evaluator_purpose" NOT NULL,
    "filter" JSONB NOT NULL,
    "column_id" INTEGER NOT NULL,
    "pass_option_ids" INTEGER[],
    "fail_option_id" INTEGER,
    "hidden_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "budget" DOUBLE PRECISION,
    "cursor" BIGINT NOT NULL,
    "cursor_row" BIGINT NOT NULL DEFAULT 0,
    "judged" INTEGER NOT NULL DEFAULT 0,
    "disagreed" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "failed_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "paused_because" TEXT,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "row_evaluator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "row_id" BIGINT NOT NULL,
    "row_evaluator_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "evaluator_version_id" INTEGER NOT NULL,
    "column_id" INTEGER NOT NULL,
    "option_id" INTEGER NOT NULL,
    "score" DOUBLE PRECISION,
    "confidence" DOUBLE PRECISION,
    "reason" TEXT NOT NULL,
    "cost" DOUBLE PRECISION,
    "hidden" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("row_id","row_evaluator_id")
);

-- CreateTable
CREATE TABLE "row_check" (
    "row_id" BIGINT NOT NULL,
    "row_evaluator_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "evaluator_version_id" INTEGER NOT NULL,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_hash" TEXT NOT NULL,
    "grade" "grade" NOT NULL,
    "score" DOUBLE PRECISION,
    "reason" TEXT NOT NULL,
    "cost" DOUBLE PRECISION,
    "disagrees" BOOLEAN,
    "marked" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "row_check_pkey" PRIMARY KEY ("row_id","row_evaluator_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_secret_hash_key" ON "session"("secret_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_secret_hash_key" ON "api_token"("secret_hash");

-- CreateIndex
CREATE INDEX "api_token_project_id_idx" ON "api_token"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE INDEX "span_project_id_started_at_id_idx" ON "span"("project_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "span_project_id_session_id_idx" ON "span"("project_id", "session_id");

-- CreateIndex
CREATE INDEX "span_attributes_idx" ON "span" USING GIN ("attributes" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "span_tags_idx" ON "span" USING GIN ("tags");

-- CreateIndex
CREATE UNIQUE INDEX "span_project_id_trace_id_span_id_key" ON "span"("project_id", "trace_id", "span_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_project_id_name_key" ON "dataset"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_column_dataset_id_key_key" ON "dataset_column"("dataset_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "label_option_column_id_value_key" ON "label_option"("column_id", "value");

-- CreateIndex
CREATE INDEX "combination_dataset_id_id_idx" ON "combination"("dataset_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "combination_dataset_id_filled_labels_key" ON "combination"("dataset_id", "filled", "labels");

-- CreateIndex
CREATE INDEX "dataset_row_dataset_id_combination_id_id_idx" ON "dataset_row"("dataset_id", "combination_id", "id");

-- CreateIndex
CREATE INDEX "dataset_row_dataset_id_id_idx" ON "dataset_row"("dataset_id", "id");

-- CreateIndex
CREATE INDEX "dataset_row_dataset_id_updated_at_id_idx" ON "dataset_row"("dataset_id", "updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_row_dataset_id_span_id_key" ON "dataset_row"("dataset_id", "span_id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_token_key" ON "claim"("token");

-- CreateIndex
CREATE INDEX "claim_dataset_id_reviewer_id_idx" ON "claim"("dataset_id", "reviewer_id");

-- CreateIndex
CREATE INDEX "claim_due" ON "claim"("expires_at");

-- CreateIndex
CREATE INDEX "skip_dataset_id_reviewer_id_skipped_at_idx" ON "skip"("dataset_id", "reviewer_id", "skipped_at");

-- CreateIndex
CREATE INDEX "review_row_id_idx" ON "review"("row_id");

-- CreateIndex
CREATE INDEX "review_dataset_id_filled_at_idx" ON "review"("dataset_id", "filled_at");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_project_id_name_key" ON "annotator"("project_id", "name");

-- CreateIndex
CREATE INDEX "idempotent_reply_created_at_idx" ON "idempotent_reply"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "slice_dataset_id_name_key" ON "slice"("dataset_id", "name");

-- CreateIndex
CREATE INDEX "slice_owner_user_id_idx" ON "slice_owner"("user_id");

-- CreateIndex
CREATE INDEX "event_row_id_seq_idx" ON "event"("row_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "model_provider_project_id_name_key" ON "model_provider"("project_id", "name");

-- CreateIndex
CREATE INDEX "model_answer_created_at_idx" ON "model_answer"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_project_id_name_key" ON "prompt"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_version_prompt_id_number_key" ON "prompt_version"("prompt_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "evaluator_project_id_name_key" ON "evaluator"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "evaluator_version_evaluator_id_number_key" ON "evaluator_version"("evaluator_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "span_evaluator_evaluator_id_key" ON "span_evaluator"("evaluator_id");

-- CreateIndex
CREATE INDEX "span_evaluator_project_id_id_idx" ON "span_evaluator"("project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sample_dataset_id_name_key" ON "sample"("dataset_id", "name");

-- CreateIndex
CREATE INDEX "evaluation_project_id_id_idx" ON "evaluation"("project_id", "id");

-- CreateIndex
CREATE INDEX "evaluation_prompt_version_id_idx" ON "evaluation"("prompt_version_id");

-- CreateIndex
CREATE INDEX "evaluation_row_evaluation_id_seq_idx" ON "evaluation_row"("evaluation_id", "seq");

-- CreateIndex
CREATE INDEX "evaluation_row_evaluation_id_state_position_idx" ON "evaluation_row"("evaluation_id", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "environment_project_id_name_key" ON "environment"("project_id", "name");

-- CreateIndex
CREATE INDEX "deployment_environment_id_prompt_id_id_idx" ON "deployment"("environment_id", "prompt_id", "id");

-- CreateIndex
CREATE INDEX "deployment_project_id_id_idx" ON "deployment"("project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "row_evaluator_dataset_id_evaluator_id_purpose_key" ON "row_evaluator"("dataset_id", "evaluator_id", "purpose");

-- CreateIndex
CREATE INDEX "suggestion_row_evaluator_id_idx" ON "suggestion"("row_evaluator_id");

-- CreateIndex
CREATE INDEX "row_check_row_evaluator_id_idx" ON "row_check"("row_evaluator_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "span" ADD CONSTRAINT "span_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_column" ADD CONSTRAINT "dataset_column_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label_option" ADD CONSTRAINT "label_option_column_id_fkey" FOREIGN KEY ("column_id") REFERENCES "dataset_column"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "combination" ADD CONSTRAINT "combination_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_annotator_id_fkey" FOREIGN KEY ("annotator_id") REFERENCES "annotator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice" ADD CONSTRAINT "slice_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice_owner" ADD CONSTRAINT "slice_owner_slice_id_fkey" FOREIGN KEY ("slice_id") REFERENCES "slice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice_owner" ADD CONSTRAINT "slice_owner_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_provider" ADD CONSTRAINT "model_provider_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_answer" ADD CONSTRAINT "model_answer_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt_version" ADD CONSTRAINT "prompt_version_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluator" ADD CONSTRAINT "evaluator_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluator_version" ADD CONSTRAINT "evaluator_version_evaluator_id_fkey" FOREIGN KEY ("evaluator_id") REFERENCES "evaluator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "span_evaluator" ADD CONSTRAINT "span_evaluator_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "span_evaluator" ADD CONSTRAINT "span_evaluator_evaluator_id_fkey" FOREIGN KEY ("evaluator_id") REFERENCES "evaluator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample" ADD CONSTRAINT "sample_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_evaluator" ADD CONSTRAINT "evaluation_evaluator_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_row" ADD CONSTRAINT "evaluation_row_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_score" ADD CONSTRAINT "evaluation_score_evaluation_id_row_id_fkey" FOREIGN KEY ("evaluation_id", "row_id") REFERENCES "evaluation_row"("evaluation_id", "row_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment" ADD CONSTRAINT "environment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "row_evaluator" ADD CONSTRAINT "row_evaluator_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "row_evaluator" ADD CONSTRAINT "row_evaluator_evaluator_id_fkey" FOREIGN KEY ("evaluator_id") REFERENCES "evaluator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_row_evaluator_id_fkey" FOREIGN KEY ("row_evaluator_id") REFERENCES "row_evaluator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "row_check" ADD CONSTRAINT "row_check_row_evaluator_id_fkey" FOREIGN KEY ("row_evaluator_id") REFERENCES "row_evaluator"("id") ON DELETE CASCADE ON UPDATE CASCADE;
