import { expect, test } from 'vitest'
import { button, fromTemplate, fromWebhook } from './received.ts'

const CARD = { title: '假单', text: '年假两天' }

test.each([
  ['sampleText', { content: '好' }, { kind: 'text', text: '好' }],
  ['sampleMarkdown', { title: '假单', text: '# 年假' }, { kind: 'markdown', title: '假单', text: '# 年假' }],
  ['sampleImageMsg', { photoURL: '@lADPsample' }, { kind: 'image', mediaId: '@lADPsample' }],
  [
    'sampleLink',
    { ...CARD, messageUrl: 'https://sample.test/', picUrl: '' },
    { kind: 'link', buttons: [{ title: '假单', url: 'https://sample.test/' }] },
  ],
  ['sampleAudio', { mediaId: '@lADPsample', duration: 3000 }, { kind: 'audio', mediaId: '@lADPsample' }],
  [
    'sampleFile',
    { mediaId: '@lADPsample', fileName: '假单.pdf', fileType: 'pdf' },
    { kind: 'file', fileName: '假单.pdf' },
  ],
  [
    'sampleVideo',
    { videoMediaId: '@a', videoType: 'mp4', picMediaId: '@b', duration: '5', width: '1', height: '1' },
    { kind: 'video', mediaId: '@a' },
  ],
  [
    'sampleActionCard',
    { ...CARD, singleTitle: '看', singleURL: 'https://sample.test/' },
    { kind: 'actionCard', buttons: [{ title: '看', url: 'https://sample.test/' }] },
  ],
  [
    'sampleActionCard2',
    { ...CARD, actionTitle1: '同意', actionURL1: 'a', actionTitle2: '驳回', actionURL2: 'b' },
    {
      buttons: [
        { title: '同意', url: 'a' },
        { title: '驳回', url: 'b' },
      ],
    },
  ],
  [
    'sampleActionCard6',
    { ...CARD, buttonTitle1: '同意', buttonUrl1: 'a', buttonTitle2: '驳回', buttonUrl2: 'b' },
    {
      buttons: [
        { title: '同意', url: 'a' },
        { title: '驳回', url: 'b' },
      ],
    },
  ],
])('%s', (msgKey, param, shape) => {
  expect(fromTemplate(msgKey, param)).toMatchObject(shape)
})

test.each([2, 3, 4, 5])('sampleActionCard%d wants all of its buttons', count => {
  const param: Record<string, string> = { ...CARD }
  for (let n = 1; n <= count; n++) {
    param[`actionTitle${n}`] = `第${n}个`
    param[`actionURL${n}`] = 'https://sample.test/'
  }
  expect(fromTemplate(`sampleActionCard${count}`, param)?.buttons).toHaveLength(count)
  delete param[`actionURL${count}`]
  expect(fromTemplate(`sampleActionCard${count}`, param)).toBeUndefined()
})

test('sampleActionCard6 has names of its own', () => {
  const param = { ...CARD, actionTitle1: '同意', actionURL1: 'a', actionTitle2: '驳回', actionURL2: 'b' }
  expect(fromTemplate('sampleActionCard6', param)).toBeUndefined()
})

test('a button that speaks says its content decoded; a broken one says nothing', () => {
  const url = `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('同意 & 批准')}`
  expect(button('同意', url)).toEqual({ title: '同意', url, says: '同意 & 批准' })
  expect(button('开', 'https://sample.test/')).not.toHaveProperty('says')
  expect(button('坏', 'dtmd://dingtalkclient/sendMessage?content=%E4')).not.toHaveProperty('says')
})

test('an unknown kind is nothing', () => {
  expect(fromWebhook('image', {})).toBeUndefined()
  expect(fromTemplate('officialText', { content: '好' })).toBeUndefined()
})
