// The grammar of rule files.
//
// Words, numbers, quotes and signs are cut by compiler/syntax/scanner.cpp, which folds full width to half width and
// maps the Chinese and the English spelling of a keyword (keywords.tsv) to one token; here they are written in Chinese.
// A scanner of our own, because ANTLR's lexer keeps no table for characters beyond ASCII and is slow on Chinese text.
//
// Every decision can be taken from the next token, except where noted: keep it so, prediction is what costs time.
// Precedence within a condition or a value is settled when the tree is built (compiler/syntax/operators.h), and so is
// what can be said better than by a rule of grammar: a mixture of 且 and 或, a missing ， or 发.
parser grammar Zhunsheng;
options { tokenVocab = ZhunshengTokens; }

file : item* EOF ;

item
  : importDecl | ruleSet | recordDecl | enumDecl | calendarDecl | clockDecl | conditionDecl | parameterDecl
  | choiceDecl | wordListDecl | patternDecl | indicatorDecl | aggregateDecl | testDecl | amendDecl | suspendDecl
  | bindingDecl
  ;

importDecl : '导入' STR ;

// ---- rule set ------------------------------------------------------------------------------------------------

ruleSet : '规则集' dotted ruleSetClause* '{' ruleSetClause* '}' ;
dotted : name (DOT (name | NUM))* ;
ruleSetClause
  : '版本' versionText
  | '名称' STR
  | '地区' (NUM | name)
  | '文件' STR
  | '原文' STR
  | '勘误' STR '改' STR
  | '施行' DATE
  | '废止' DATE
  | '牌' name ('<' name)*
  | '日历' name
  | '继承' STR
  | '只能从严'
  ;
versionText : NUM | DATE | CODE | STR | name ;

// ---- records, enumerations, calendars ------------------------------------------------------------------------

recordDecl : '记录' name codeWord '常态'? recordBody ;
recordBody : '{' recordClause* '}' ;
recordClause : field | '治理' name ;
field : '键'? fieldName codeWord fieldType fieldAttribute* ;
fieldType
  : '文本' | '整数' | '小数' | '百分比' | '布尔' | '日期' | '时刻'
  | '枚举' enumRef
  | '期限'
  | '列表' ('文本' | '枚举' enumRef | recordBody)
  ;
enumRef : '有序'? (enumBody | name) ;
fieldAttribute
  : '?'
  | '事件'
  | '引用' name
  | '格式' STR
  | '单位' name codeWord
  | '缺省' fallback
  ;
fallback : literal | path | set ;

enumDecl : '枚举' name '有序'? enumBody ;
enumBody : '{' (label (labelSeparator label?)*)? '}' ;
labelSeparator : ';' | ',' | '、' | '<' ;
label : name ('=' labelCode ('、' labelCode)*)? ;        // 、 after a code: another code
labelCode : NUM | STR | CODE | WORD ;

calendarDecl : '日历' name '{' calendarClause* '}' ;
calendarClause
  : '版本' versionText
  | '工作' weekday (separator weekday)*
  | '办公' hours (separator hours)*
  | '覆盖' NUM '至' NUM
  | ('休' | '班') DATE ('至' DATE)? occasion?
  ;
weekday : '周一' | '周二' | '周三' | '周四' | '周五' | '周六' | '周日' ;
hours : TIME ('-' | '至') TIME ;
occasion : (WORD | QNAME | STR) ('、' (WORD | QNAME | STR))* ;

// ---- shared definitions --------------------------------------------------------------------------------------

parameterDecl : '参数' name '=' value regions? ;
regions : '{' regionValue* '}' ;
regionValue : '地区' region (separator region)* '=' value ;
region : NUM | name ;
choiceDecl : '口径' name '=' option ('可选' option (separator option)*)? ('说明' STR)? ;   // without 可选 only in 修改
option : name | '是' | '否' ;
conditionDecl : '条件' name ('(' name (separator name)* ')')? ('对' name)? '=' cond ;
wordListDecl : '词表' name '=' set ;
patternDecl : '句式' name '=' STR (separator STR)* ;

clockDecl : '时限' name ('对' name)? clockBody ;
clockBody : '{' clockClause* '}' ;
clockClause
  : '自' value ('至' value)?
  | '限' value ('当' cond)?
  | '日历' name
  | ('计法' ('精确' | '按日') | '起算' ('次日' | '当日') | '顺延' ('是' | '否')) ('当' cond)?
  | pause
  | choiceDecl
  ;
pause : '暂停' ('逐' name)? '自' value '至' value ('当' cond)? ;

// ---- overlays: what a rule set that inherits another changes in it ----------------------------------------------

amendDecl
  : '修改' (amendIndicator | amendAggregate | parameterDecl | choiceDecl | conditionDecl | clockDecl | wordListDecl | patternDecl)
  ;
amendIndicator : '指标' code body ;
amendAggregate : '统计指标' code body ;
suspendDecl : '停用' ('指标' | '统计指标') code (separator code)* basis? ;

// ---- indicators ----------------------------------------------------------------------------------------------

indicatorDecl : '指标' code name '对' name body ;
aggregateDecl : '统计指标' code name '对' name ('按' path (separator path)*)? body ;
situation : '情形' name ('逐' name)? body ;
body : '{' clause* '}' ;
clause
  : basis | category | supersedes | applies | range | asOf | parameterDecl | choiceDecl | conditionDecl
  | clockDecl | cardRule | reason | situation | unwritten | suspendSituation
  ;
suspendSituation : '停用' '情形' name (separator name)* ;          // only in 修改 指标
basis : '依据' clauseWord* STR ;
clauseWord : WORD | QNAME | NUM | CODE | DUR | '(' | ')' | '-' | DOT | '、' | '/' ;
category : '归类' segment ('/' segment)* ;
segment : (name | NUM | '(') segmentWord* ;                // a heading of the regulation: 收费（税）监察, 进驻的事项
segmentWord : WORD | QNAME | NUM | CODE | '(' | ')' | '-' | DOT | '、' | '且' | '或' ;
supersedes : '取代' code (separator code)* ;
applies : '适用' cond ;
range : '范围' cond ;
asOf : '截至' (DATE | INSTANT | '每年末') ;
cardRule : '当' cond ','? ('发' name ','?)? ('处置' name ('、' name)*)? ;
reason : '理由' STR ;
unwritten : '待编写' STR? ;
code : CODE | name ('-' (NUM | name))* ;

// ---- conditions ----------------------------------------------------------------------------------------------

cond : test (('且' | '或') test)* ;
test : '非'* (block | quantified | span | comparison) ;
block : ('下列情形之一' | '同时满足') '{' cond (';' cond?)* '}' ;
quantified : ('有' | '没有' | '每个' | '至少' NUM '个'?) path ('为' name)? ('其' '(' cond ')')? ;
span : '自' value '至' value ('超过' | '达到') value ;
comparison : value tail? ;
tail
  : (compare value)+
  | member value
  | matching (STR | name)
  | '持续' '超过'? value
  | '后' value ('内' | '之内') value '未发生'
  | '早于' value
  | '晚于' value
  | '先于' value '依' value
  | '已发生' | '未发生' | '为空' | '已填' | '为首次' | '超期' | '进行中' | '暂停中'
  ;
compare
  : '=' | '≠' | '<' | '≤' | '>' | '≥'
  | '超过' | '不超过' | '大于' | '小于' | '不大于' | '不小于' | '高于' | '不高于' | '低于' | '不低于'
  | '多于' | '不多于' | '少于' | '不少于' | '至多' | '至少' | '等于' | '不等于' | '达到'
  ;
member : '属于' | '不属于' | '在' | '不在' | '全在' | '不全在' | '超出' | '含任一' ;
matching : '包含' | '合' | '不合' ;

// ---- values --------------------------------------------------------------------------------------------------

value : term (('+' | '-' | '×' | '÷' | '/' | '缺省') term)* ;
term : '-'* primary (DOT name)* ('已用' | '剩余' | '到期')? ;
primary
  : '(' cond ('当' cond)? ')'
  | ('最早' | '最晚' | '合计' | '平均' | '最小' | '最大') (arguments | name)
  | ('占比' | '计数') ('(' cond ')')?
  | set
  | literal
  | name arguments?
  ;
arguments : '(' value (separator value)* ')' ;
set : '{' (element (separator element?)*)? '}' ;
element : name | literal ;
literal : NUM | PCT | DUR | DATE | INSTANT | STR | '是' | '否' ;
path : name (DOT name)* ;
separator : '、' | ',' | ';' ;

// ---- tests ---------------------------------------------------------------------------------------------------

testDecl : '测试' STR '{' testClause* '}' ;
testClause
  : '给定' name datumRecord
  | '截至' (DATE | INSTANT)
  | '期望' code ':' expected
  ;
expected : name ('缺' path (separator path)*)? ('自' moment)? ('至' moment | '在案')? ('处置' name ('、' name)*)? ;
moment : DATE | INSTANT ;
datum : scalar | datumRecord | datumList ;
datumRecord : '{' (datumField separator?)* '}' ;
datumField : name (':' | '=')? datum ;
datumList : '[' (datum separator?)* ']' ;
scalar : name | '-'? (NUM | PCT | DUR) | DATE | INSTANT | TIME | STR | CODE | '是' | '否' ;

// ---- data bindings: what a source's tables mean -----------------------------------------------------------------

bindingDecl : '绑定' name '对' name bindingBody ;
bindingBody : '{' bindingClause* '}' ;
bindingClause
  : '主表' relation
  | '连表' relation '按' relation '?'?
  | '子表' name '自' relation '按' relation ('排序' relation (separator relation)*)? '?'? bindingBody
  | '视图' relation '自' relation (separator relation)* STR
  | '字段' name (separator name)* ('=' scalar | ('自' boundColumn)? columnAttribute*)
  ;
boundColumn : relation (DOT relation)? ;
relation : codeWord | STR ;                                  // a table's name, or a column's: any word, no and count too
columnAttribute : '格式' STR | '代码' codeList | '?' ;
codeList : '{' (codePair (codeSeparator codePair?)*)? '}' ;
codePair : option '=' labelCode ('、' labelCode)* ;
codeSeparator : ';' | ',' ;

// ---- names ---------------------------------------------------------------------------------------------------
// Any word but the reserved ones: a keyword is one only at the head of a clause and in operator position.

name
  : ~( STR | NUM | PCT | DUR | DATE | INSTANT | TIME | CODE | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '、' | ';' | ':'
     | '?' | '/' | DOT | '+' | '-' | '×' | '÷' | '=' | '≠' | '<' | '≤' | '>' | '≥'
     | '且' | '或' | '非' | '有' | '没有' | '每个' | '至少' | '下列情形之一' | '同时满足' | '自'
     | '最早' | '最晚' | '合计' | '平均' | '最小' | '最大' | '计数' | '占比' | '是' | '否'
     | '个' | '有序' | '超过' )
  ;
// A field's name in its declaration: the words that may follow a field's type are taken as such.
fieldName
  : ~( STR | NUM | PCT | DUR | DATE | INSTANT | TIME | CODE | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '、' | ';' | ':'
     | '?' | '/' | DOT | '+' | '-' | '×' | '÷' | '=' | '≠' | '<' | '≤' | '>' | '≥'
     | '且' | '或' | '非' | '有' | '没有' | '每个' | '至少' | '下列情形之一' | '同时满足' | '自'
     | '最早' | '最晚' | '合计' | '平均' | '最小' | '最大' | '计数' | '占比' | '是' | '否'
     | '个' | '有序' | '超过' | '键' | '治理' | '事件' | '引用' | '格式' | '单位' | '缺省' )
  ;
// The ASCII code of a record or a field: any word.
codeWord
  : ~( STR | NUM | PCT | DUR | DATE | INSTANT | TIME | CODE | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '、' | ';' | ':'
     | '?' | '/' | DOT | '+' | '-' | '×' | '÷' | '=' | '≠' | '<' | '≤' | '>' | '≥' )
  ;
