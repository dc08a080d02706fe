// 流水式的办件交换表：同一行数据每次变动都追加一行，cd_time 是同步时间，cd_operation 是同步类型。
//
// 每件（过程按 row_guid）取 cd_time 最后的一行；最后的一行是删除（D）的不要，同步类型空着的不是删除。一模一样的行只算一行。
// 键或 row_guid 空着的行各算各的，不并成一行。分不清哪一行是最后的——几行同一时刻而内容不同，有的行没有 cd_time，删除的行
// 没有 row_guid——由“不明变动”找出来，那一件整件拒收，不替人猜。
// cd_operation 用 D 表示删除是我们的假定：建表语句只写了“同步类型”。特别程序、材料两张表不读，要用的抄出本文件自己加。
导入 「标准库/办件.zs」

绑定 全国交换库流水 对 办件 {
  视图 受理 自 up_pro_accept 「WITH 行 AS NOT MATERIALIZED (SELECT *, nullif(trim(project_no), '') AS 键,
        coalesce(CAST(TRY_CAST(cd_time AS TIMESTAMP) AS VARCHAR), nullif(trim(cd_time), '')) AS 变动 FROM up_pro_accept),
      末 AS (SELECT 键, max(变动) AS 末次 FROM 行 GROUP BY 键)
    SELECT DISTINCT 行.* FROM 行 LEFT JOIN 末 USING (键)
    WHERE 键 IS NULL OR upper(trim(cd_operation)) IS DISTINCT FROM 'D' AND coalesce(变动 = 末次, true)」
  视图 结果 自 up_pro_result 「WITH 行 AS NOT MATERIALIZED (SELECT *, nullif(trim(project_no), '') AS 键,
        coalesce(CAST(TRY_CAST(cd_time AS TIMESTAMP) AS VARCHAR), nullif(trim(cd_time), '')) AS 变动 FROM up_pro_result),
      末 AS (SELECT 键, max(变动) AS 末次 FROM 行 GROUP BY 键)
    SELECT DISTINCT 行.* FROM 行 LEFT JOIN 末 USING (键)
    WHERE 键 IS NULL OR upper(trim(cd_operation)) IS DISTINCT FROM 'D' AND coalesce(变动 = 末次, true)」
  视图 过程 自 up_pro_process 「WITH 行 AS NOT MATERIALIZED (SELECT *, nullif(trim(row_guid), '') AS 键,
        coalesce(CAST(TRY_CAST(cd_time AS TIMESTAMP) AS VARCHAR), nullif(trim(cd_time), '')) AS 变动 FROM up_pro_process),
      末 AS (SELECT 键, max(变动) AS 末次 FROM 行 GROUP BY 键)
    SELECT DISTINCT 行.* FROM 行 LEFT JOIN 末 USING (键)
    WHERE upper(trim(cd_operation)) IS DISTINCT FROM 'D' AND (键 IS NULL OR coalesce(变动 = 末次, true))」
  视图 不明变动 自 up_pro_accept、up_pro_result、up_pro_process 「WITH 全部 AS NOT MATERIALIZED (
        SELECT '受理' AS 表, project_no AS 号, * FROM up_pro_accept
        UNION ALL BY NAME SELECT '结果' AS 表, project_no AS 号, * FROM up_pro_result
        UNION ALL BY NAME SELECT '过程' AS 表, row_guid AS 号, * FROM up_pro_process),
      行 AS NOT MATERIALIZED (SELECT *, nullif(trim(号), '') AS 键, coalesce(upper(trim(cd_operation)) = 'D', false) AS 删除,
        coalesce(CAST(TRY_CAST(cd_time AS TIMESTAMP) AS VARCHAR), nullif(trim(cd_time), '')) AS 变动 FROM 全部),
      疑 AS (SELECT 表, 键, max(变动) AS 末次 FROM 行 WHERE 键 IS NOT NULL GROUP BY 表, 键 HAVING count(DISTINCT 变动) < count(*)),
      末 AS (SELECT DISTINCT 行.* FROM 行 JOIN 疑 USING (表, 键) WHERE coalesce(变动 = 末次, true))
    SELECT project_no FROM (
      SELECT project_no FROM 末 QUALIFY count(*) OVER (PARTITION BY 表, 键) > 1 AND NOT bool_and(删除) OVER (PARTITION BY 表, 键))
    UNION ALL SELECT project_no FROM 行, range(2) WHERE 表 = '过程' AND 键 IS NULL AND 删除」
  主表 受理
  连表 结果 按 project_no
  连表 不明变动 按 project_no

  字段 办件编号、实施编码、受理部门、办件类型、申报来源、申请人名称、申请人联系方式
  字段 收件时间、受理时间
  字段 办结时间 自 结果的result_date
  字段 办结结果 自 结果的result_type

  子表 环节 自 过程 按 project_no 排序 event_start_time {
    字段 环节名称、开始时间、结束时间、处理人
  }
}
