export interface Shaping {
  ignoreCase: boolean;
  whitespace: 'KEEP' | 'TRIM' | 'COLLAPSE';
}

/** A text as it is compared: in Unicode's form NFC, without what the settings say is no difference. */
export function shapeText(text: string, { ignoreCase, whitespace }: Shaping): string {
  let shaped = text.normalize('NFC');
  if (whitespace !== 'KEEP') shaped = shaped.trim();
  if (whitespace === 'COLLAPSE') shaped = shaped.replace(/\s+/g, ' ');
  // Down and up: ß is SS, and a sigma at the end of a word, which lower case alone tells from the others, is any other sigma.
  return ignoreCase ? shaped.toLowerCase().toUpperCase().normalize('NFC') : shaped;
}
