/** What names a place in requests. */
export interface Names {
  origin: string;
  project: string;
  environment: string;
  prompt: string;
}

/** Where an application reads what runs, each name escaped. `.` and `..` cannot be, and no prompt or environment is called so. */
export const deployedUrl = ({ origin, project, environment, prompt }: Names): string =>
  `${origin}/api/deployed/${[project, environment, prompt].map(encodeURIComponent).join('/')}`;

/** As a word of a shell: in single quotes, in which nothing is special but they themselves. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

export const curlSnippet = (names: Names): string =>
  [
    `curl ${quoted(deployedUrl(names))} \\`,
    '  -H "Authorization: Bearer $DOCKET_TOKEN" \\',
    `  -H 'If-None-Match: "…"'   # the ETag of last time: 304 while the same runs`,
  ].join('\n');

export const fetchSnippet = (names: Names): string =>
  `const url = ${JSON.stringify(deployedUrl(names))};
let known = null; // { etag, prompt }

export async function currentPrompt() {
  const response = await fetch(url, {
    headers: {
      Authorization: \`Bearer \${process.env.DOCKET_TOKEN}\`,
      ...(known && { 'If-None-Match': known.etag }),
    },
  });
  if (response.status !== 304) {
    if (!response.ok) throw new Error(\`Docket answered \${response.status}\`);
    known = { etag: response.headers.get('ETag'), prompt: await response.json() };
  }
  return known.prompt; // { name, version, content, deployedAt, deploymentId }
}`;

export const graphqlSnippet = ({ project, environment, prompt }: Names): string =>
  `query {
  project(slug: ${JSON.stringify(project)}) {
    prompt(name: ${JSON.stringify(prompt)}) {
      current(environment: ${JSON.stringify(environment)}) {
        id
        version {
          number
          content { provider model settings messages { role content } }
        }
      }
    }
  }
}`;
