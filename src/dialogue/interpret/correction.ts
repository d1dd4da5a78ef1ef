/** Words that take something back: at the beginning of a message, or before its new value. */
export const CORRECTION =
  /^(?:不对|不是|错了|哦不|啊不|不不|等等|更正|改成|改到|改为|换成|还是|应该是|我是说|说错了|记错了|写错了|填错了|报错了)|改成|改到|改为|换成|改用/u
