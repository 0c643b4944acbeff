import './import-reviews.graph.ts';
import './require-reviews.graph.ts';
import './reviewer-agreement.graph.ts';
import './row-reviews.graph.ts';
