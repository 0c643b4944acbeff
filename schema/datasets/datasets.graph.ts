import './add-spans.graph.ts';
import './change-columns.graph.ts';
import './change-datasets.graph.ts';
import './change-options.graph.ts';
import './columns.graph.ts';
import './dataset.graph.ts';
import './progress.graph.ts';
import './rows.graph.ts';
