export type Role = 'OWNER' | 'ADMIN' | 'REVIEWER' | 'VIEWER';

const order: Role[] = ['VIEWER', 'REVIEWER', 'ADMIN', 'OWNER'];

/** Whether somebody with `role` may do what needs `needed`. The server decides; this only hides what it would refuse. */
export const isAtLeast = (role: Role, needed: Role): boolean => order.indexOf(role) >= order.indexOf(needed);

export const roleNames: Record<Role, string> = { OWNER: 'Owner', ADMIN: 'Admin', REVIEWER: 'Reviewer', VIEWER: 'Viewer' };
