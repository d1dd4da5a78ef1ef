import { Badge } from 'antd'
import { roleWords } from '../words/roles.ts'
import { Avatar } from './avatar.tsx'
import type { TrialPerson } from './entry.ts'

/** The sample roster, by unit: whom one speaks as, and who has something new. */
export function PeopleList({
  people,
  as,
  unread,
  pick,
}: {
  people: readonly TrialPerson[]
  as: string | null
  unread: Readonly<Record<string, number>>
  pick: (userid: string) => void
}) {
  const units = [...Map.groupBy(people, p => p.unit)]
  return (
    <nav className="people" aria-label="选择身份">
      {units.map(([unit, members]) => (
        <section key={unit}>
          <h2 className="people-unit">{unit}</h2>
          <ul>
            {members.map(person => (
              <li key={person.userid}>
                <PersonButton
                  person={person}
                  current={person.userid === as}
                  unread={unread[person.userid] ?? 0}
                  pick={pick}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function PersonButton({
  person,
  current,
  unread,
  pick,
}: {
  person: TrialPerson
  current: boolean
  unread: number
  pick: (userid: string) => void
}) {
  const { userid, name, unit, post, supervisor } = person
  const roles = roleWords(person.roles)
  return (
    <a
      className={current ? 'person person-current' : 'person'}
      href={`?as=${encodeURIComponent(userid)}`}
      aria-current={current ? 'true' : undefined}
      data-userid={userid}
      onClick={event => {
        // Another tab is another person: clicks that ask for one are left to the browser.
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        pick(userid)
      }}
    >
      <Avatar name={name} unit={unit} />
      <span className="person-who">
        <span className="person-name">
          {name}
          <span className="person-post">{post}</span>
        </span>
        <span className="person-about">
          {roles.length > 0 ? roles.join('、') : supervisor ? `主管 ${supervisor}` : '干部'}
        </span>
      </span>
      {unread > 0 && (
        <>
          <Badge count={unread} aria-hidden="true" />
          <span className="unseen">{unread}条未读</span>
        </>
      )}
    </a>
  )
}
