-- Every spell under monitoring, of households under pseudonyms: for those who see records, from the
-- copy without personal data.
--
-- grain:   household_id, spell_number
-- reads:   spell
-- columns:
--     household_id      VARCHAR  pseudonym; of this snapshot only
--     spell_number      BIGINT   its place among the household's spells, from 1
--     township_code     VARCHAR  where it is
--     monitor_type      VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk         VARCHAR  code of list risk_type, or UNKNOWN
--     people            BIGINT   people at identification  [人]
--     identified_month  DATE     month it began
--     closed_month      DATE     month it ended; null while open
--     closing           VARCHAR  open, by_support, natural, untold or superseded
--     is_reidentified   BOOLEAN  began after an earlier spell had been eliminated
-- order:   township_code, household_id, spell_number

select
    household_id,
    row_number() over (
        partition by household_id order by identified_month, closed_month nulls last, case_id
    ) as spell_number,
    left(village_code, 9) as township_code,
    monitor_type,
    main_risk,
    people,
    identified_month,
    closed_month,
    closing,
    is_reidentified
from spell
order by township_code, household_id, spell_number
