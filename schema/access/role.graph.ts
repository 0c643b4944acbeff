import { builder } from '../builder.ts';

export const RoleEnum = builder.enumType('Role', {
  description: 'What somebody may do in a project. Each role includes those after it.',
  values: {
    OWNER: { description: 'Everything, including who else is an owner.' },
    ADMIN: { description: 'Members, API tokens, columns and slices; may end the claim of somebody else.' },
    REVIEWER: { description: 'Claim, review and add rows; bring in spans.' },
    VIEWER: { description: 'Read.' },
  } as const,
});
