const key = 'docket.project';

/** The slug of the project that was open last in this browser. */
export function lastProject(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberProject(slug: string): void {
  try {
    localStorage.setItem(key, slug);
  } catch {
    // A browser that keeps nothing opens the first project next time.
  }
}
