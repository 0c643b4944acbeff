interface LabelColumn {
  key: string;
  options: readonly { value: string }[];
}

const marks = ['disagrees', 'agrees', 'confirmed'];

/** Whether it is the column in which checks of filled rows say what came of them: kept by itself, and nothing to be asked for. */
export const isCheckColumn = ({ key, options }: LabelColumn): boolean =>
  key === 'check' && marks.every((mark) => options.some(({ value }) => value === mark));
