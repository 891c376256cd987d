// What is sent to a server of files: the address without what only the headers carry, and those headers.

export function plainUrl(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

/** Some servers refuse whoever does not name itself. */
export const requestHeaders = (url: URL) => ({
  accept: '*/*',
  'accept-encoding': 'identity',
  'user-agent': 'lifecycle',
  ...authorization(url),
});

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}
