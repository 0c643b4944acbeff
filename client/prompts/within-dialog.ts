/** Whether a key was pressed within a dialog: it is meant for that, not for the page behind it. */
export const isWithinDialog = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null;
