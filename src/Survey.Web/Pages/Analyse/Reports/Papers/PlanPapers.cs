using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Plans;

namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>The two papers before the fieldwork: what is asked of whom and how (the survey plan), and how many sheets go where (the distribution plan).</summary>
internal sealed class PlanPapers(ReportRecord record, ReportText text)
{
    private readonly UnitReport _report = record.Report;
    private readonly Questionnaire _questionnaire = record.Selection.Questionnaire.Latest;
    private readonly ReportedPlan _plan = record.Plan;

    private string Unit => _report.Unit.NameIn(text.Language);

    private string Period => _report.Period.NameIn(text.Language);

    /// <summary>Phương án điều tra.</summary>
    public Paper Survey()
    {
        var paper = new PaperBuilder(text);
        paper.Text(text["{0} xây dựng phương án điều tra sự hài lòng của người dân, tổ chức {1} với các nội dung sau:", Unit, Period]);
        Aims(paper);
        Scope(paper);
        Content(paper);
        Sample(paper);
        Reckoning(paper);
        Schedule(paper);
        return Frame("PA", text["Phương án"].ToUpper(text.Culture), text["Điều tra sự hài lòng của người dân, tổ chức đối với sự phục vụ của {0}, {1}", Unit, Period], paper);
    }

    /// <summary>Kế hoạch phát phiếu điều tra.</summary>
    public Paper Distribution()
    {
        var paper = new PaperBuilder(text);
        paper.Text(text["Thực hiện phương án điều tra sự hài lòng {0}, {1} ban hành kế hoạch phát phiếu như sau:", Period, Unit]);
        paper.Part(text["Mục đích, yêu cầu"]);
        paper.Items(
            text["Phát đủ số phiếu cho từng đơn vị, từng dịch vụ, để kết quả nói được về từng nơi."],
            text["Mời mọi người vừa được phục vụ, không chọn người; không trả lời thay, không đứng cạnh khi người dân trả lời."],
            text["Phiếu không ghi họ tên, số điện thoại, mã hồ sơ."]);
        paper.Part(text["Số phiếu và cách phân bổ"]);
        Sizes(paper);
        Quotas(paper);
        paper.Part(text["Nơi thu nhận phiếu"]);
        Points(paper);
        Schedule(paper);
        return Frame("KH", text["Kế hoạch"].ToUpper(text.Culture), text["Phát phiếu điều tra sự hài lòng của người dân, tổ chức {0}", Period], paper);
    }

    private Paper Frame(string letters, string kind, string title, PaperBuilder paper)
    {
        var frame = new PaperFrame(record, text);
        return new() { Language = text.Language, Head = frame.Head(letters), Kind = kind, Title = title, Blocks = paper.Blocks, Foot = frame.Foot() };
    }

    private void Aims(PaperBuilder paper)
    {
        paper.Part(text["Mục đích, yêu cầu"]);
        paper.Section(text["Mục đích"]);
        paper.Items(
            text["Biết người dân, tổ chức hài lòng đến đâu với sự phục vụ, và điều gì cần sửa trước."],
            _report.Overall.Target is { } target ? text["Đối chiếu với chỉ tiêu năm {0}: {1} {2}.", _report.Period.Year, text.In(_report.Index.Title), text.Target(target)] : "",
            text["Làm căn cứ chấm điểm cải cách hành chính và đặt việc khắc phục."]);
        paper.Section(text["Yêu cầu"]);
        paper.Items(
            text["Khách quan, trung thực; ẩn danh; không gây phiền hà cho người trả lời."],
            text["Số liệu công bố kèm số phiếu, cách tính và khoảng tin cậy; nhóm ít phiếu không công bố."]);
    }

    private void Scope(PaperBuilder paper)
    {
        paper.Part(text["Đối tượng, phạm vi, thời gian"]);
        paper.Items(
            text["Đối tượng: người dân, tổ chức được {0} và các đơn vị trực thuộc phục vụ trong kỳ.", Unit],
            text["Phạm vi: {0} đơn vị, {1} điểm thu thập.", text.Count(_plan.Lines.Select(l => l.Stratum.Unit.Id).Union(record.Points.Select(p => p.Unit.Id)).Distinct().Count()), text.Count(record.Points.Count)],
            text["Thời gian: {0}, từ ngày {1} đến ngày {2}.", Period, text.Day(_report.Period.First), text.Day(_report.Period.Last)],
            record.Waves.Count == 0 ? "" : text["Đợt khảo sát: {0}.", string.Join("; ", record.Waves.Select(w => $"{w.NameIn(text.Language)} ({text.Sampling(w.Sampling)})"))]);
    }

    private void Content(PaperBuilder paper)
    {
        paper.Part(text["Nội dung điều tra"]);
        paper.Text(text["Phiếu “{0}”, bản {1}, gồm {2} câu; ngôn ngữ: {3}.", text.In(_questionnaire.Title), record.Selection.Questionnaire.LatestNumber,
            _questionnaire.Items.Count(), string.Join(", ", _questionnaire.Languages)]);
        var rows = new List<PaperRow>();
        var number = 0;
        foreach (var section in _questionnaire.Sections)
        {
            if (section.Title is { } title)
            {
                rows.Add(new([text.In(title)], PaperRowKind.Group));
            }

            rows.AddRange(section.Items.Select(i => new PaperRow([(++number).ToString(text.Culture), text.In(i.Text), Answer(i)])));
        }

        paper.Table(text["Các câu hỏi"], [new(text["STT"], 7, PaperAlign.Centre), new(text["Câu hỏi"], 58), new(text["Cách trả lời"], 35)], rows);
    }

    private string Answer(Item item) => item switch
    {
        ScaleItem scale => text["chọn một trong {0} mức", scale.Scale.Points.Count],
        SingleChoiceItem single => text["chọn một trong {0} ý", single.Options.Count],
        MultipleChoiceItem multiple => text["chọn nhiều trong {0} ý", multiple.Options.Count],
        NumberItem => text["ghi số"],
        _ => text["ghi bằng lời, không bắt buộc"],
    };

    private void Sample(PaperBuilder paper)
    {
        paper.Part(text["Cỡ mẫu và cách thu nhận"]);
        paper.Section(text["Cỡ mẫu"]);
        Sizes(paper);
        paper.Section(text["Cách thu nhận"]);
        paper.Items(
            text["Kênh: mã QR tại quầy, đường dẫn, máy tại chỗ, giấy hẹn; phiếu giấy và phỏng vấn cho người không dùng điện thoại."],
            text["Phỏng vấn, phiếu giấy được đánh dấu riêng và so sánh với phiếu tự trả lời."],
            text["Cách lấy mẫu được ghi theo từng đợt; không gộp các cách lấy mẫu mà không nói rõ."]);
    }

    private void Sizes(PaperBuilder paper) => paper.Items(
        text["Số giao dịch của kỳ (N): {0}.", _plan.Population > 0 ? text.Count(_plan.Population) : ReportText.Nothing],
        text["Số phiếu cần (n): {0}; cách tính: {1}.", text.Count(_plan.Planned), PlanWords.Method(text, _plan.Terms.Older, _plan.Terms.Margin, _plan.Terms.Least)],
        _plan.Fixed is { Note.Length: > 0 } plan ? plan.Note : "",
        _plan.Fixed is null ? text["Đây là số đề xuất, chưa chốt ở trang Kế hoạch mẫu."] : "");

    private void Quotas(PaperBuilder paper)
    {
        var issued = _plan.Lines.Any(l => l.Issued is not null);
        var rows = new List<PaperRow>();
        var number = 0;
        var wanted = _plan.Lines.Where(l => l.Population > 0 || l.Planned > 0 || l.Issued > 0).ToList();
        foreach (var unit in wanted.GroupBy(l => l.Stratum.Unit.Id))
        {
            var lines = unit.ToList();
            var alone = lines is [{ Stratum.Service: null }];
            if (!alone)
            {
                rows.Add(new([lines[0].Stratum.Unit.NameIn(text.Language)], PaperRowKind.Group));
            }

            rows.AddRange(lines.Select(l => Quota(l, (++number).ToString(text.Culture), alone ? l.Stratum.Unit.NameIn(text.Language) : PlanWords.Service(text, l.Stratum), issued)));
        }

        if (rows.Count > 0)
        {
            var total = new PlanLine(_plan.Lines[0].Stratum, _plan.Population, (int)_plan.Planned, issued ? _plan.Lines.Sum(l => l.Issued ?? 0) : null);
            rows.Add(Quota(total, "", text["Tổng cộng"], issued) with { Kind = PaperRowKind.Total });
        }

        PaperColumn[] columns = [new(text["STT"], 7, PaperAlign.Centre), new(text["Đơn vị, dịch vụ"], 51), new(text["Giao dịch (N)"], 14, PaperAlign.Right), new(text["Hạn ngạch (n)"], 14, PaperAlign.Right)];
        paper.Table(text["Số phiếu theo đơn vị và dịch vụ"], issued ? [.. columns, new(text["Phát ra"], 14, PaperAlign.Right)] : columns, rows);
        if (_plan.Lines.Count > wanted.Count)
        {
            paper.Note(text["Không in {0} dòng không có giao dịch và không đặt hạn ngạch.", text.Count(_plan.Lines.Count - wanted.Count)]);
        }
    }

    private PaperRow Quota(PlanLine line, string number, string name, bool issued)
    {
        string[] cells = [number, name, text.Count(line.Population), text.Count(line.Planned)];
        return new(issued ? [.. cells, line.Issued is { } count ? text.Count(count) : ReportText.Nothing] : cells);
    }

    private void Points(PaperBuilder paper)
    {
        if (record.Points.Count == 0)
        {
            paper.Text(text["Chưa có điểm thu thập nào trong đợt khảo sát."]);
            return;
        }

        var rows = new List<PaperRow>();
        var number = 0;
        foreach (var unit in record.Points.GroupBy(p => p.Unit.Id))
        {
            rows.Add(new([unit.First().Unit.NameIn(text.Language)], PaperRowKind.Group));
            rows.AddRange(unit.Select(p => new PaperRow([(++number).ToString(text.Culture), p.Point.NameIn(text.Language), p.Point.Code,
                p.Services.Count == 0 ? text["không hỏi dịch vụ"] : string.Join("; ", p.Services.Select(s => s.NameIn(text.Language)))])));
        }

        paper.Table(text["Điểm thu thập và mã"], [new(text["STT"], 7, PaperAlign.Centre), new(text["Điểm thu thập"], 33), new(text["Mã"], 16), new(text["Dịch vụ"], 44)], rows);
    }

    private void Reckoning(PaperBuilder paper)
    {
        paper.Part(text["Cách tính và công bố"]);
        paper.Items(
            text["{0}: {1}; {2}.", text.In(_report.Index.Title), text.Method(_report.Index), text.Composite(_report.Index)],
            text["Yếu tố: {0}.", string.Join("; ", _report.Index.Dimensions.Select(d => text.In(d.Title)))],
            text["Dưới 5 phiếu thì không hiển thị, dưới 10 phiếu thì không chia nhỏ."],
            text["Câu không có ý kiến và câu bỏ trống không tính vào mẫu số."]);
    }

    private void Schedule(PaperBuilder paper)
    {
        var period = _report.Period;
        paper.Part(text["Tổ chức thực hiện"]);
        paper.Items(
            text["Các đơn vị thu nhận phiếu từ ngày {0} đến hết ngày {1}, theo dõi tiến độ hằng tuần ở trang Kế hoạch mẫu.", text.Day(period.First), text.Day(period.Last)],
            period.DueInternal is { } inside ? text["Các phòng, đơn vị trực thuộc gửi báo cáo trước hết ngày {0}.", text.Day(inside)] : "",
            period.DueExternal is { } outside && record.Recipient is { } recipient ? text["{0} gửi báo cáo về {1} chậm nhất ngày {2}.", Unit, recipient, text.Day(outside)] : "",
            text["Nơi nào chậm so với hạn ngạch thì nhắc tại quầy, bổ sung phiếu giấy hoặc phỏng vấn."]);
    }
}
