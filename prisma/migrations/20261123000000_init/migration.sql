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
    "reviewer_id" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "labels" JSONB NOT NULL,
    "seconds" DOUBLE PRECISION,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
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
CREATE INDEX "idempotent_reply_created_at_idx" ON "idempotent_reply"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "slice_dataset_id_name_key" ON "slice"("dataset_id", "name");

-- CreateIndex
CREATE INDEX "slice_owner_user_id_idx" ON "slice_owner"("user_id");

-- CreateIndex
CREATE INDEX "event_row_id_seq_idx" ON "event"("row_id", "seq");

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
ALTER TABLE "review" ADD CONSTRAINT "review_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice" ADD CONSTRAINT "slice_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice_owner" ADD CONSTRAINT "slice_owner_slice_id_fkey" FOREIGN KEY ("slice_id") REFERENCES "slice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice_owner" ADD CONSTRAINT "slice_owner_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
