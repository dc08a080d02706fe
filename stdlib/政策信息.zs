// 政策信息：一件政策措施从形成或变更到公开。
记录 政策信息 policy {
  键 政策编号 policy_no 文本
  政策名称 policy_name 文本 ?
  形成变更时间 formed_time 时刻 事件
  网站公开时间 website_time 时刻 事件 ?
  公报公开时间 gazette_time 时刻 事件 ?
  新媒体公开时间 new_media_time 时刻 事件 ?
  解读时间 explained_time 时刻 事件 ?
}
