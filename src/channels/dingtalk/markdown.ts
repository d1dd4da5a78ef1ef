/**
 * What people wrote must stay what they wrote: no link, no picture, no heading, no tag can come of it. That DingTalk
 * honours the backslash is known from the field for `[ ] * _` and the backtick (timonwong/prometheus-webhook-dingtalk,
 * `template/default.tmpl` and `funcs.go`), and entities from the same place.
 */
export function escapeMarkdown(text: string): string {
  if (!SPECIAL.test(text)) return text
  return (
    defuse(text)
      .replace(/[\\[\]*_`]/g, '\\$&')
      .replace(/&(?=#?\w{1,32};)/g, '&amp;')
      .replaceAll('<', '&lt;')
      .replace(/^[ \t]+/gm, '')
      .replace(/^[#>+=|~-]/gm, '\\$&')
      // A single line end would be swallowed: two blanks on either side keep it.
      .replace(/\r?\n/g, '  \n  ')
  )
}

const SPECIAL = /[\\[\]*_`&<\n]|^[ \t#>+=|~-]|dtmd:|dingtalk:/i

/**
 * DingTalk's own addresses act when they are tapped: `dtmd:` speaks in the person's name. Only our buttons may hold
 * one, so in a text an unseen space breaks it.
 */
export function defuse(text: string): string {
  return text.replace(/(?:dtmd|dingtalk):/gi, '$&\u200b')
}
