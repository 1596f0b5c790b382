namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Whole forms as offices write them in KoBo and ODK, with what does not fit among what does.</summary>
internal static class WholeForms
{
    public static IReadOnlyDictionary<string, FormFile> All { get; } = new Dictionary<string, FormFile>(StringComparer.Ordinal)
    {
        ["kobo"] = FormFile.Of("""
            type|name|label::Tiếng Việt (vi)|label::English (en)|hint::Tiếng Việt (vi)|required|required_message|relevant|constraint|constraint_message|appearance|default|calculation|choice_filter|parameters|image|$kuid
            start|start|||||||||||||||k1
            deviceid|deviceid|||||||||||||||k2
            note|intro|Kính chào **ông/bà**!|Welcome!|||||||||||||k3
            begin_group|who|Người trả lời|About you|||||||field-list||||||k4
            integer|age|Ông, bà bao nhiêu tuổi?|How old are you?|Tính tròn năm|true|||. >= 18 and . <= 120|Từ 18|||||||k5
            select_one sex|sex|Giới tính|Sex||yes|Cần trả lời|||||||||sex.png|k6
            select_one province|province|Tỉnh|Province|||||||minimal||||||k7
            select_one commune|commune|Xã|Commune||||||||||province=${province}|||k8
            end_group||||||||||||||||k9
            begin_group|quality|Chất lượng phục vụ|Quality|||${age} >= 18||||||||||k10
            select_one agree|polite|Cán bộ lịch sự|Staff were polite||true|||||likert||||||k11
            select_one agree|quick|Giải quyết nhanh|It was quick||true|||||likert w4||||||k12
            select_one agree|clear|Hướng dẫn rõ|It was clear|||||||||||||k13
            text|why|Vì sao ${polite} chưa tốt?|Why?||||selected(${polite}, '1') or ${quick} <= 2|||multiline||||||k14
            select_multiple wish or_other|wishes|Ông, bà mong gì?|What do you wish for?||||||||||||k15
            end_group||||||||||||||||k16
            begin_repeat|child|Từng người con|Each child|||||||||||||k17
            text|child_name|Tên|Name|||||||||||||k18
            end_repeat||||||||||||||||k19
            date|day|Ngày đến|Day of visit|||||||today()|||||k20
            calculate|total|||||||||||${age} * 2||||k21
            range|score|Chấm điểm|Your score|||||||||||start=0;end=10;step=1||k22
            decimal|hours|Chờ bao nhiêu giờ?|Hours waited|||||. >= 0||||||||k23
            acknowledge|ok|Tôi đồng ý|I agree|||||||||||||k24
            note|bye|Xin cảm ơn!|Thank you!|||||||||||||k25
            """).With("choices", """
            list_name|name|label::Tiếng Việt (vi)|label::English (en)|province|image
            sex|male|Nam|Male||m.png
            sex|female|Nữ|Female||
            province|hn|Hà Nội|Hanoi||
            province|dn|Đà Nẵng|Da Nang||
            commune|c1|Xã một|Commune one|hn|
            commune|c2|Xã hai|Commune two|dn|
            agree|1|Rất không đồng ý|Strongly disagree||
            agree|2|Không đồng ý|Disagree||
            agree|3|Bình thường|Neutral||
            agree|4|Đồng ý|Agree||
            agree|5|Rất đồng ý|Strongly agree||
            agree|99|Không biết|Don't know||
            wish|fast|Nhanh hơn|Faster||
            wish|near|Gần hơn|Nearer||
            thừa|x|Không dùng|Unused||
            """).With("settings", """
            form_title|form_id|version|default_language|style|allow_choice_duplicates
            Khảo sát mức độ hài lòng|khao_sat_2026|v3|Tiếng Việt (vi)|pages|yes
            """).With("external_choices", """
            list_name|name
            x|y
            """),
        ["odk"] = FormFile.Of("""
            type|name|label|hint|required|relevant|constraint|appearance
            today|today||||||
            begin group|a|Section A||||| field-list
            select one yesno|used|Have you used the service?||yes|||horizontal
            begin group|inner|Inner|||selected(${used}, 'yes')||
            select_one rating|speed|Speed|How fast it was|yes||| horizontal
            select_one rating|staff|Staff||yes|||
            select_one rating|price|Price|||${speed} > 2 and ${staff} != 99||
            end group|||||||
            text|phone|Your phone||no|${used} = 'yes' and string-length(${today}) > 0|regex(., '^[0-9]{10}$')|
            end group|||||||
            select_multiple topics|topics|Topics||||not(selected(., 'none') and count-selected(.) > 1) and count-selected(.) <= 2|
            geopoint|where|Where?|||||
            rank topics|ranked|Rank these|||||
            select_one_from_file towns.csv|town|Town|||||
            text|last|Anything else?||||string-length(.) <= 300|multiline
            """).With("choices", """
            list name|name|label
            yesno|yes|Yes
            yesno|no|No
            rating|1|Bad
            rating|2|Fair
            rating|3|Good
            rating|99|Not applicable
            topics|staff|Staff
            topics|place|Place
            topics|none|None of these
            """),
        ["table"] = FormFile.Of("""
            type|name|label|appearance|kobo--score-choices
            begin_group|grid|Đánh giá|table-list|
            select_one rate|grid_header|Ông, bà thấy thế nào?|label|
            select_one rate|one|Việc một|list-nolabel|
            select_one rate|two|Việc hai|list-nolabel|
            end_group||||
            begin_score|score|Cho điểm||rate
            score__row|three|Việc ba||
            end_score||||
            begin_rank|r|Xếp hạng||
            rank__level|r1|Thứ nhất||
            end_rank||||
            begin_kobomatrix|m|Bảng||
            text|mm|Ô||
            end_kobomatrix||||
            """).With("choices", """
            list_name|name|label
            rate|good|Tốt
            rate|fair|Khá
            rate|poor|Kém
            """),
    };
}
