/** Dialogs stand above the panel, which on a narrow screen is a drawer with the same layer, whichever of them came first. */
export const aboveDrawer = 250;
