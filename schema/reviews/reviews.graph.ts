import './import-reviews.graph.ts';
import './live-agreement.graph.ts';
import './require-reviews.graph.ts';
import './reviewer-agreement.graph.ts';
import './row-reviews.graph.ts';
