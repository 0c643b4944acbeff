-- The Monitor's orders by duration and cost; spans without one come last. Without these a page sorts the whole filter.
CREATE INDEX "span_slowest" ON "span" ("project_id", (COALESCE("duration_ms", -1)) DESC, "id" DESC);
CREATE INDEX "span_costliest" ON "span" ("project_id", (COALESCE("cost", -1)) DESC, "id" DESC);
