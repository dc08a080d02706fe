// 证明调整：一项证明因法律、法规制定、修改、废止而调整，及它的备案。
记录 证明调整 proof_change {
  键 调整编号 change_no 文本
  证明名称 proof_name 文本 ?
  实施主体 dept_name 文本 ?
  法规公布时间 law_published 时刻 事件 ?
  法规施行时间 law_in_force 时刻 事件 ?
  备案时间 filed_time 时刻 事件 ?
}
