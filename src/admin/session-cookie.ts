import type { FastifyReply, FastifyRequest } from 'fastify'

/** The cookie that holds a session's token: for scripts out of reach, for other sites unsent. */
export interface SessionCookie {
  read(request: FastifyRequest): string | null
  write(reply: FastifyReply, token: string): void
  clear(reply: FastifyReply): void
}

/** @param secure whether people reach the console by https: then the cookie travels no other way */
export function sessionCookie(secure: boolean): SessionCookie {
  // Browsers take the __Host- name only with Secure, and then refuse it from sub-domains and other paths.
  const name = secure ? '__Host-xinqiao' : 'xinqiao'
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const
  return {
    read: request => request.cookies[name] ?? null,
    write: (reply, token) => void reply.setCookie(name, token, options),
    clear: reply => void reply.clearCookie(name, options),
  }
}
