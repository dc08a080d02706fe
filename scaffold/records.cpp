// Which record an indicator is about, told by its words. The first word found counts: the narrower subjects stand first.
#include "scaffold/official.h"

#include <array>
#include <string_view>

namespace zs::scaffold {
namespace {

struct Subject { std::string_view word, record; };
constexpr std::array kSubjects = {
    Subject{"存量电子证照", "存量证照"}, Subject{"存量证照", "存量证照"}, Subject{"发证清单", "证照类型"}, Subject{"证照类型的汇聚", "证照类型"}, Subject{"标准化配置", "证照类型"},
    Subject{"好差评", "评价"}, Subject{"好 差评", "评价"}, Subject{"差评", "评价"}, Subject{"满意度评价", "评价"}, Subject{"用户评价", "评价"}, Subject{"申请人评价", "评价"}, Subject{"申诉", "申诉"},
    Subject{"一件事", "一件事"}, Subject{"一 件事", "一件事"}, Subject{"工程建设", "工程办件"}, Subject{"工改系统", "工程办件"},
    Subject{"政务服务中心运行", "大厅巡查"}, Subject{"综窗", "大厅巡查"}, Subject{"进驻", "大厅巡查"}, Subject{"窗口服务", "大厅巡查"},
    Subject{"办事指南", "办事指南"}, Subject{"指南准确度", "办事指南"}, Subject{"政务服务事项即办件的数量", "事项"}, Subject{"承诺时限在法定时限", "事项"}, Subject{"事项占全部事项", "事项"}, Subject{"政务服务事项名称", "事项"},
};

}  // namespace

std::string record_of(const std::string& words) {
  for (const Subject& s : kSubjects)
    if (words.find(s.word) != std::string::npos) return std::string(s.record);
  return "办件";
}

std::string library_of(const std::string& record) { return "标准库/" + record + ".zs"; }

}  // namespace zs::scaffold
