/** What in a page its own policy would have to refuse, or lets through though it should not: for a test to find none. */
export function pageFaults(html: string, headers: Headers): string[] {
  const policy = headers.get('content-security-policy') ?? '';
  const scripts = directive(policy, 'script-src');
  const nonces = [...policy.matchAll(/'nonce-([^']+)'/g)].map(([, nonce]) => nonce);
  const tags = [
    ...html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi),
  ];
  const wrong = [
    ...(scripts.includes("'unsafe-inline'") || scripts.includes("'unsafe-eval'") || scripts.includes('*')
      ? ['an open policy']
      : []),
    ...(directive(policy, 'frame-ancestors').includes("'none'") ? [] : ['it can be framed']),
    ...(directive(policy, 'object-src').includes("'none'") ? [] : ['it takes plug-ins']),
    ...(directive(policy, 'base-uri').includes("'none'") ? [] : ['it takes a base']),
    ...(directive(policy, 'form-action').includes("'self'") ? [] : ['its forms go anywhere']),
    ...(nonces.length === 1 || scripts.join() === "'none'" ? [] : ['no nonce of its own']),
  ];
  for (const [whole, name = '', attributes = ''] of tags) {
    const nonce = /\snonce="([^"]*)"/.exec(attributes)?.[1];
    const isOurs = /\ssrc="(?:\.{0,2}\/)[^/]/.test(attributes);
    if (name.toLowerCase() === 'script' && !isOurs && !nonces.includes(nonce)) wrong.push(`a script: ${whole}`);
    if (/\son[a-z]+\s*=/i.test(withoutValues(attributes))) wrong.push(`a handler: ${whole}`);
    if (/\s(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):/i.test(attributes))
      wrong.push(`a link that runs: ${whole}`);
  }
  return wrong;
}

function directive(policy: string, name: string): string[] {
  const found = policy.split(';').map((part) => part.trim().split(/\s+/));
  return found.find(([is]) => is === name)?.slice(1) ?? [];
}

/** What somebody wrote stands in values, and may say anything. */
function withoutValues(attributes: string): string {
  return attributes.replace(/"[^"]*"|'[^']*'/g, '""');
}
