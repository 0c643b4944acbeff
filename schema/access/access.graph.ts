import './api-tokens.graph.ts';
import './members.graph.ts';
import './project.graph.ts';
import './role.graph.ts';
import './user.graph.ts';
import './viewer.graph.ts';
