import { Button } from 'antd'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Icon } from '../ui/icon.tsx'

/** Where one writes. Enter sends, Shift+Enter breaks the line; an input method's Enter does neither. */
export function Composer({
  say,
  bring,
  field,
}: {
  say: (text: string) => void
  bring: (files: readonly File[]) => void
  field: RefObject<HTMLTextAreaElement | null>
}) {
  const [text, setText] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  useGrowing(field, text)

  function send() {
    if (text.trim() === '') return
    say(text)
    setText('')
  }

  function onKeyDown(event: KeyboardEvent) {
    // keyCode 229: Safari reports the Enter that ends a composition as an ordinary one.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    send()
  }

  function onPaste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    bring(files)
  }

  return (
    <form
      className="composer"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="选择图片或文件"
        accept="image/*,application/pdf,.pdf"
        onChange={event => {
          const files = [...(event.target.files ?? [])]
          if (files.length > 0) bring(files)
          event.target.value = ''
        }}
      />
      <Button
        type="text"
        className="composer-clip"
        aria-label="发图片或文件"
        title="发图片或PDF，也可以拖进来或粘贴"
        icon={<Icon name="clip" size={20} />}
        onClick={() => picker.current?.click()}
      />
      <textarea
        ref={field}
        className="composer-text"
        rows={1}
        value={text}
        placeholder="说一句要办的事"
        aria-label="写消息"
        title="Enter 发送，Shift+Enter 换行"
        onChange={event => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Button
        type="primary"
        htmlType="submit"
        className="composer-send"
        disabled={text.trim() === ''}
        icon={<Icon name="send" />}
      >
        发送
      </Button>
    </form>
  )
}

/** antd's own would set a style attribute, which the CSP refuses; a property it allows. */
function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const box = field.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
  }, [field, text])
}
