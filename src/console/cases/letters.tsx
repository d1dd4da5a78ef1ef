import { Panel } from '../ui/page.tsx'
import { day } from '../words/times.ts'
import { Enclosures } from './enclosures.tsx'
import type { CaseWhole } from './shapes.ts'
import type { Letter } from './use-opened.ts'

/** What went to and fro in a case, and the notes its readers keep for each other. */
export function Letters({ file, letters }: { file: CaseWhole; letters: readonly Letter[] }) {
  return (
    <Panel title="来往">
      <ol className="letters">
        {letters.map(letter => (
          <li key={letter.id} className={LOOKS[letter.from] ?? 'letter letter-mine'}>
            <p className="letter-head">
              {headOf(letter, file)}，{day(letter.day)}
            </p>
            {letter.about.length > 0 && <p className="letter-about">{letter.about.join('，')}</p>}
            <p className="letter-text">{letter.text ?? '这一条打不开，可能被改过。请告诉安全员。'}</p>
            <Enclosures file={file} files={letter.files} />
            {letter.moved && (
              <p className="letter-warn">这一条放的位置和里面写的对不上，可能被挪过。请告诉安全员。</p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

const LOOKS: Readonly<Record<string, string>> = { person: 'letter', note: 'letter letter-note' }

function headOf({ from, by }: Letter, { person }: CaseWhole): string {
  if (from === 'person') return person ?? '对方'
  const who = by === '' ? '关爱专员' : by
  return from === 'note' ? `${who}的备注，本人看不到` : who
}
