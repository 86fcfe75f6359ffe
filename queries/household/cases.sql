-- The spells of monitoring of one household, as the source states them, the latest first, and
-- whether each one counts in the figures.
--
-- grain:   case_id
-- reads:   source_monitor_case, spell
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     case_id                                       VARCHAR        the spell
--     monitor_type                                  VARCHAR        code of list monitor_type
--     source_channel                                VARCHAR        code of list source_channel
--     risks                                         VARCHAR[]      codes of list risk_type, in the order recorded
--     identified_month                              DATE           month of identification
--     eliminated_month                              DATE           month of elimination
--     elimination_type                              VARCHAR        code of list elimination_type
--     is_eliminated                                 BOOLEAN        as the source states it
--     developmental_status                          VARCHAR        code of list developmental_status
--     people                                        BIGINT         people at identification; null when it does not count  [人]
--     is_counted                                    BOOLEAN        stands in the figures
--     has_dropout_when_identified                   BOOLEAN        compulsory education not assured
--     has_house_problem_when_identified             BOOLEAN        housing not safe
--     has_water_problem_when_identified             BOOLEAN        drinking water not safe
--     has_uninsured_when_identified                 BOOLEAN        somebody not insured
--     has_dropout_when_eliminated                   BOOLEAN        the same after elimination
--     has_house_problem_when_eliminated             BOOLEAN        the same after elimination
--     has_water_problem_when_eliminated             BOOLEAN        the same after elimination
--     has_uninsured_when_eliminated                 BOOLEAN        the same after elimination
--     net_income_per_head_when_identified_yuan      DECIMAL(12,2)  at identification  [元]
--     net_income_per_head_when_eliminated_yuan      DECIMAL(12,2)  at elimination  [元]
-- order:   identified_month desc, case_id desc

select
    source_monitor_case.case_id,
    source_monitor_case.monitor_type,
    source_monitor_case.source_channel,
    list_filter(
        [
            source_monitor_case.risk_1, source_monitor_case.risk_2, source_monitor_case.risk_3,
            source_monitor_case.risk_4, source_monitor_case.risk_5
        ],
        lambda risk: risk is not null
    ) as risks,
    source_monitor_case.identified_month,
    source_monitor_case.eliminated_month,
    source_monitor_case.elimination_type,
    source_monitor_case.is_eliminated,
    source_monitor_case.developmental_status,
    spell.people,
    spell.case_id is not null as is_counted,
    source_monitor_case.has_dropout_when_identified,
    source_monitor_case.has_house_problem_when_identified,
    source_monitor_case.has_water_problem_when_identified,
    source_monitor_case.has_uninsured_when_identified,
    source_monitor_case.has_dropout_when_eliminated,
    source_monitor_case.has_house_problem_when_eliminated,
    source_monitor_case.has_water_problem_when_eliminated,
    source_monitor_case.has_uninsured_when_eliminated,
    source_monitor_case.net_income_per_head_when_identified_yuan,
    source_monitor_case.net_income_per_head_when_eliminated_yuan
from source_monitor_case
left join spell
    on spell.case_id = source_monitor_case.case_id
where source_monitor_case.household_id = $household_id
order by source_monitor_case.identified_month desc, source_monitor_case.case_id desc
