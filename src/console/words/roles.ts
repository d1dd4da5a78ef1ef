/** What the roles of the roster are called. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  supervisor: '审批人',
  handler: '关爱专员',
  duty: '值班联系人',
  discipline: '纪检',
  hr: '组织人事',
  health_contact: '体检联系人',
  fund: '经费经办',
  custodian: '保管员',
  security: '安全员',
  auditor: '审计员',
  admin: '管理员',
}

/** The roles of somebody in Chinese, without the one that everybody has. */
export function roleWords(roles: readonly string[]): string[] {
  return roles.flatMap(role => ROLE_WORDS[role] ?? [])
}
