-- Which class of measure answers which risk: data/reference/risk_measures.csv, read from the notes
-- of the code lists. A test keeps the two equal.
--
-- grain:   risk, measure_class
-- reads:   nothing
-- columns:
--     risk              VARCHAR  code of list risk_type
--     measure_class     VARCHAR  code of list measure_class
--     is_developmental  BOOLEAN  the class builds the household's own means
-- order:   risk, measure_class
-- source:  notice 四（三）, "what is lacking is supplied"; codes.csv

with

class as (

    select
        answer.measure_class,
        answer.risks
    from (values
        ('39', ['04', '06']),
        ('40', ['06', '07']),
        ('41', ['06', '07']),
        ('42', ['04', '07']),
        ('45', ['01', '03', '05']),
        ('46', ['09']),
        ('47', ['09']),
        ('48', ['01', '02', '03', '04', '05']),
        ('50', ['02', '05', '11']),
        ('51', ['12']),
        ('52', ['01', '02', '03', '04', '05', '06', '07', '09', '11', '12', '99']),
        ('99', ['01', '02', '03', '04', '05', '06', '07', '09', '11', '12', '99'])
    ) as answer(measure_class, risks)

)

select
    unnest(class.risks) as risk,
    class.measure_class,
    class.measure_class in ('39', '40', '41', '42') as is_developmental
from class
order by risk, class.measure_class
