import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import type { TrialTime } from './entry.ts'
import { aheadWords, dayWords, hourWords } from './times.ts'
import { trial } from './trial-api.ts'

const STEPS = [
  { label: '+30分钟', minutes: 30 },
  { label: '+1天', minutes: 24 * 60 },
  { label: '+7天', minutes: 7 * 24 * 60 },
]

/** The trial's time and the buttons that move it on, so that nudges, reminders and expiries can be seen. */
export function ClockBar({ clock, clockAt }: { clock: TrialTime | null; clockAt: number }) {
  const { message } = App.useApp()
  const [moving, setMoving] = useState<number | null>(null)
  const since = useTicking(clockAt)
  if (!clock) return <div className="clock" />
  const now = clock.now + since

  async function move(minutes: number) {
    setMoving(minutes)
    try {
      await trial.forward(minutes)
    } catch {
      void message.error('时间没拨动，请再试一次')
    } finally {
      setMoving(null)
    }
  }

  return (
    <section className="clock" aria-label="试用时间">
      <Icon name="clock" size={16} />
      <span className="clock-now" title={aheadWords(clock.ahead)}>
        <span className="clock-word">试用时间</span> {dayWords(now, clock.zone)} {hourWords(now, clock.zone)}
        {clock.ahead > 0 && <span className="clock-ahead">{aheadWords(clock.ahead)}</span>}
      </span>
      <span className="clock-steps">
        {STEPS.map(({ label, minutes }) => (
          <Button
            key={minutes}
            size="small"
            loading={moving === minutes}
            disabled={moving !== null && moving !== minutes}
            title="把试用时间往前拨，看提醒和到期"
            onClick={() => void move(minutes)}
          >
            {label}
          </Button>
        ))}
      </span>
    </section>
  )
}

const EVERY = 5_000

/** Milliseconds since an instant, kept up to date. */
function useTicking(from: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), EVERY)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, now - from)
}
