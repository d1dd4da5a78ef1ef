import type { Doorman } from '../../runtime/doorman.ts'
import { codeIn } from './rules.ts'
import { bind, mayAnswer, mayBring, redeem } from './store.ts'

/**
 * Whoever brings a good code is bound; everybody else hears the same, whoever he is and whatever he says: how to bind.
 * That a code is wrong, old or somebody else's makes no difference, so that nothing can be found out by trying.
 */
export const doorman: Doorman = {
  async meet({ tx, now, tools, push }, { contact, said }) {
    const code = said.type === 'text' ? codeIn(said.text) : null
    const id = code !== null && (await mayBring(tx, contact, now)) ? await redeem(tx, code, now) : null
    const person = id === null ? null : await tools.directory.byId(tx, id)
    if (!person) return (await mayAnswer(tx, contact, now)) ? tools.text('wechat_how') : ''
    await bind(tx, { contact, person: person.id, at: now })
    tx.afterCommit(() => tools.directory.bound(contact, person.id))
    await push(person, 'wechat_bound_told', { key: `wechat/${person.id}/${now}` })
    return tools.text('wechat_bound', { name: person.name })
  },
}
