import { Button } from 'antd'
import { useRef, useState } from 'react'

/** A picture that fits its place; a click, or Enter on it, shows it as large as the window, or as large as it is. */
export function LargePicture({ src, name }: { src: string; name: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [whole, setWhole] = useState(true)
  return (
    <>
      <button
        type="button"
        className="enlarges"
        aria-label={`放大${name}`}
        onClick={() => dialog.current?.showModal()}
      >
        <img className="enclosure" src={src} alt={name} />
      </button>
      <dialog ref={dialog} className="large" aria-label={`放大的${name}`}>
        <p className="row-buttons">
          <Button onClick={() => dialog.current?.close()}>关闭</Button>
          <Button onClick={() => setWhole(!whole)}>{whole ? '原图大小' : '适应窗口'}</Button>
        </p>
        <div className="large-place">
          <img className={whole ? 'large-whole' : undefined} src={src} alt={`放大的${name}`} />
        </div>
      </dialog>
    </>
  )
}
