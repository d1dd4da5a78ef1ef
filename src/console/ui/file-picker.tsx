import { Button } from 'antd'
import { useRef } from 'react'

/** A button that asks for one file. */
export function FilePicker({
  label,
  accept,
  busy,
  pick,
}: {
  label: string
  accept: string
  busy: boolean
  pick: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={event => {
          const [file] = event.target.files ?? []
          if (file) pick(file)
          event.target.value = ''
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
