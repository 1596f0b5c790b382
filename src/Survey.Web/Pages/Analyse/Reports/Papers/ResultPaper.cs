using Survey.Core.Indices;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Remedies;

namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>The result report: what was asked of whom, what came out, how far the figures carry, and what is done about it.</summary>
internal sealed class ResultPaper(ReportRecord record, ReportText text, Headlines headlines)
{
    private const int MostChoices = 12;
    private readonly UnitReport _report = record.Report;
    private readonly PaperTables _tables = new(text);
    private readonly PaperBuilder _paper = new(text);

    private string Unit => _report.Unit.NameIn(text.Language);

    private string Period => _report.Period.NameIn(text.Language);

    public Paper Write()
    {
        _paper.Text(text["Thực hiện khảo sát sự hài lòng của người dân, tổ chức {0} (số liệu từ ngày {1} đến ngày {2}), {3} báo cáo kết quả như sau:",
            Period, text.Day(_report.Period.First), text.Day(_report.Period.Last), Unit]);
        if (_report.Closed is { } closed)
        {
            _paper.Text(text["Số liệu đã chốt lúc {0}, bản {1}.", text.Moment(closed.ClosedAt), closed.Number] + " " + text["Phiếu đến sau đó không vào kỳ này."]);
        }

        Fieldwork();
        Results();
        Limits();
        WhatIsDone();
        var frame = new PaperFrame(record, text);
        return new()
        {
            Language = text.Language,
            Head = frame.Head("BC"),
            Kind = text["Báo cáo"].ToUpper(text.Culture),
            Title = text["Kết quả khảo sát sự hài lòng của người dân, tổ chức đối với sự phục vụ của {0}, {1}", Unit, Period],
            Blocks = _paper.Blocks,
            Foot = frame.Foot(),
            Warning = record.Report.Synthetic ? text["SỐ LIỆU MÔ PHỎNG: các phiếu này do máy tạo ra để minh hoạ, không phải ý kiến của người dân."] : null,
        };
    }

    private void Fieldwork()
    {
        _paper.Part(text["Khái quát về cuộc khảo sát"]);
        _paper.Section(text["Nội dung và cách làm"]);
        _paper.Items(
            text["Phiếu khảo sát: “{0}”, bản {1}.", text.In(_report.QuestionnaireTitle), string.Join(", ", _report.Versions)],
            text["Chỉ số: {0}; cách tính: {1}; {2}.", text.In(_report.Index.Title), text.Method(_report.Index), text.Composite(_report.Index)],
            _report.Sampling.Count == 0 ? "" : text["Cách lấy mẫu: {0}.", string.Join(", ", _report.Sampling.Select(text.Sampling))],
            _report.Channels.Count == 0 ? "" : text["Kênh thu nhận: {0}.", string.Join(", ", _report.Channels.Select(c => c.NameIn(text.Language)))],
            record.Points.Count == 0 ? "" : text["Điểm thu thập: {0}, thuộc {1} đơn vị.", text.Count(record.Points.Count), text.Count(record.Points.Select(p => p.Unit.Id).Distinct().Count())],
            record.Waves.Count == 0 ? "" : text["Đợt khảo sát: {0}.", string.Join("; ", record.Waves.Select(w => w.NameIn(text.Language)))]);
        _paper.Section(text["Số phiếu"]);
        Received();
    }

    private void Received()
    {
        _paper.Text(_report.Overall.Figure?.Value is null
            ? text["Số phiếu chưa đủ để công bố (dưới 5 phiếu thì không hiển thị)."]
            : text["Đã có {0} phiếu có ít nhất một câu trả lời hợp lệ cho chỉ số này.", text.Base(_report.Overall.Figure)]);
        if (record.Plan is not { Fixed: { } plan, Progress: { } progress })
        {
            return;
        }

        _paper.Text(text["Kế hoạch mẫu: {0}.", PlanWords.Method(text, plan.OlderMethod, plan.Margin, plan.Least)]);
        var rows = progress.Units.Select(u => Quota(u.Sum, u.Sum.Line.Stratum.Unit.NameIn(text.Language))).ToList();
        _paper.Table(text["Số phiếu theo kế hoạch mẫu"],
            [new(text["Đơn vị"], 40), new(text["Giao dịch"], 14, PaperAlign.Right), new(text["Hạn ngạch"], 14, PaperAlign.Right), new(text["Đã nhận"], 16, PaperAlign.Right), new(text["Đạt (%)"], 14, PaperAlign.Right)],
            [.. rows, Quota(progress.Total, text["Tổng cộng"]) with { Kind = PaperRowKind.Total }]);
    }

    private PaperRow Quota(ProgressRow row, string name) => new([
        name, text.Count(row.Line.Population), text.Count(row.Line.Planned), PlanWords.Received(text, row.Received), PlanWords.Share(text, row.Received, row.Line.Planned)]);

    private void Results()
    {
        _paper.Part(text["Kết quả"]);
        Whole();
        var dimensions = BreakdownTable.Of(text["Các yếu tố"], text["Yếu tố"], _report.Dimensions, text);
        _paper.Section(text["Theo yếu tố"]);
        _paper.Text(headlines.Dimensions(_report) is var headline && headline != text["Các yếu tố"] ? headline + "." : "");
        Figures(dimensions, text["Chỉ số theo yếu tố"], chart: true);
        _paper.Chart(_tables.Shares(_report.Dimensions, text["Câu trả lời theo mức, từng yếu tố (%)"]));
        if (BreakdownTable.ItemsAddDetail(_report))
        {
            _paper.Section(text["Từng câu hỏi"]);
            Figures(BreakdownTable.OfItems(_report, text), text["Chỉ số từng câu hỏi"], chart: false);
        }

        Parts();
        Choices();
        Words();
    }

    private void Whole()
    {
        var overall = _report.Overall;
        _paper.Section(text["Chỉ số chung"]);
        if (overall.Figure?.Value is null)
        {
            _paper.Text(text["Chỉ số {0}: chưa có hoặc không công bố vì ít phiếu.", text.In(_report.Index.Title)]);
            return;
        }

        _paper.Text(text["{0}: {1}{2}, trên {3} phiếu.", text.In(_report.Index.Title), text.Index(overall.Figure),
            text.Interval(overall.Figure) is { Length: > 0 } interval ? " " + text["(khoảng tin cậy 95%: {0})", interval] : "", text.Base(overall.Figure)]);
        _paper.Items(
            overall.Target is { } target ? text["So với chỉ tiêu {0}: {1}.", text.Target(target), text.TargetOutcome(overall)] : "",
            _report.Before is { } before ? text["So với {0} ({1}): {2}, {3}.", before.NameIn(text.Language), text.Index(overall.Before), text.Change(overall.Difference), text.ChangeInWords(overall.Difference)] : "",
            _report.MeanOfUnits is { Figure.Value: not null } mean ? text["Trung bình không trọng số của các đơn vị: {0}.", text.Index(mean.Figure)] : "",
            _report.MeanOfUnits is { Figure.Value: not null, LeftOut.Count: > 0 } left ? text["Không tính: {0}.", string.Join(", ", left.LeftOut)] : "");
        _paper.Chart(_tables.TrendChart(_report, headlines.Trend(_report)));
        if (_report.Trend.Count > 1)
        {
            var (columns, rows) = _tables.Trend(_report);
            _paper.Table(text["Chỉ số theo kỳ"], columns, rows);
        }

        Others();
    }

    private void Others()
    {
        var rows = record.Others.Where(o => o.Overall.Figure?.Value is not null)
            .Select(o => new PaperRow([text.In(o.Index.Title), text.Index(o.Overall.Figure), _tables.Interval(o.Overall.Figure), text.Base(o.Overall.Figure), text.Method(o.Index)])).ToList();
        _paper.Table(text["Các chỉ số khác của phiếu"],
            [new(text["Chỉ số"], 34), new(text["Giá trị"], 11, PaperAlign.Right), new(text["Khoảng tin cậy 95%"], 16, PaperAlign.Right), new(text["Số phiếu"], 11, PaperAlign.Right), new(text["Cách tính"], 28)], rows);
    }

    private void Parts()
    {
        Broken(text["Theo đơn vị"], BreakdownTable.Of(text["Các đơn vị"], text["Đơn vị"], _report.Units, text, ranked: true), headlines.Units(_report));
        Broken(text["Theo dịch vụ"], BreakdownTable.Of(text["Theo dịch vụ"], text["Dịch vụ"], _report.Services, text, ranked: true));
        Broken(text["Theo quầy"], BreakdownTable.Of(text["Theo quầy"], text["Quầy"], _report.Points, text, ranked: true));
        if (_report.Channels.Count > 1)
        {
            Broken(text["Theo kênh"], BreakdownTable.Of(text["Theo kênh"], text["Kênh"], _report.Channels, text));
        }
    }

    private void Broken(string title, BreakdownTable table, string? headline = null)
    {
        if (table.Rows.Count == 0)
        {
            return;
        }

        _paper.Section(title);
        _paper.Text(headline is null || headline == table.Caption ? "" : headline + ".");
        Figures(table, text["Chỉ số {0}", Lower(title)], chart: true);
    }

    private void Figures(BreakdownTable table, string caption, bool chart)
    {
        if (!table.Rows.Any(r => r.Figure?.Value is not null))
        {
            _paper.Text(text["Chưa có hoặc không công bố vì ít phiếu."]);
            return;
        }

        var (columns, rows) = _tables.Figures(table);
        _paper.Table(caption, columns, rows);
        _paper.Chart(chart ? _tables.Bars(table, caption) : null);
    }

    private void Choices()
    {
        var items = _report.Items.Where(i => i is { Dimension: null, Distribution: not null }).ToList();
        if (items.Count == 0)
        {
            return;
        }

        _paper.Section(text["Các câu hỏi khác"]);
        foreach (var item in items)
        {
            var shown = item.Distribution!.Take(MostChoices).Select(o => new PaperRow([text.In(o.Label), text.Count(o.Count), text.Percent(o.Count, item.Base)]));
            _paper.Table($"{text.In(item.Text)} ({text["{0} phiếu", text.Count(item.Base)]})",
                [new(text["Trả lời"], 60), new(text["Số phiếu"], 20, PaperAlign.Right), new(text["Tỷ lệ"], 20, PaperAlign.Right)], [.. shown]);
        }
    }

    private void Words()
    {
        if (record.Words is not { } words)
        {
            return;
        }

        _paper.Section(text["Ý kiến bằng lời"]);
        _paper.Text(text["Có {0} ý kiến đọc được trong các tháng của kỳ.", text.Count(words.All)]);
        _paper.Table(text["Ý kiến theo nhãn"], [new(text["Nhãn"], 70), new(text["Số ý kiến"], 30, PaperAlign.Right)],
            [.. words.Tags.Where(t => t.Count is not null).Select(t => new PaperRow([t.Tag.Name, text.Count(t.Count!.Value)]))]);
    }

    private void Limits()
    {
        _paper.Part(text["Hạn chế của số liệu"]);
        _paper.Items([
            text.SamplingNote(_report.Sampling),
            .. text.VersionNotes(_report),
            text["Dưới 5 phiếu thì không hiển thị, dưới 10 phiếu thì không chia nhỏ; dấu – nghĩa là không có hoặc không công bố."],
            text["Chỉ số làm tròn một lần, hai chữ số lẻ; so sánh và xét chỉ tiêu dùng số chưa làm tròn."],
            text["▲ ▼ là thay đổi vượt sai số; △ ▽ là thay đổi trong sai số."],
            record.Plan.Fixed is null ? text["Kỳ này chưa chốt kế hoạch mẫu, nên không xét được tỷ lệ phiếu theo hạn ngạch."] : "",
            text["Số liệu tính đến {0}, cập nhật theo nhóm từ 5 phiếu.", text.Moment(_report.FoldedAt)]
                + (_report.NotYetReleased is { } waiting and > 0 ? " " + text["{0} phiếu chưa công bố.", text.Count(waiting)] : ""),
        ]);
    }

    private void WhatIsDone()
    {
        _paper.Part(text["Giải pháp khắc phục"]);
        var low = RemedyParts.Of(_report, text).Where(p => p.Code.Length > 0 && RemedyParts.IsLow(p.Figure, null, _report.Overall.Figure)).ToList();
        if (low.Count > 0)
        {
            _paper.Text(text["Các nội dung thấp rõ so với cả chỉ số, cần ưu tiên:"]);
            _paper.Items(low.Select(p => $"{p.Name}: {text.Index(p.Figure)};"));
        }

        if (record.Remedies.Count == 0)
        {
            _paper.Text(text["Chưa đặt việc khắc phục nào cho kỳ này."]);
            return;
        }

        _paper.Table(text["Việc khắc phục"],
            [new(text["STT"], 7, PaperAlign.Centre), new(text["Điều phát hiện"], 25), new(text["Việc phải làm"], 25), new(text["Ai làm"], 14), new(text["Hạn"], 14, PaperAlign.Centre), new(text["Tình trạng"], 15)],
            [.. record.Remedies.Select((r, i) => Remedy(r, i + 1))]);
    }

    private PaperRow Remedy(RemedyRow row, int number) => new([
        number.ToString(text.Culture), row.Remedy.Finding, row.Remedy.Action, row.Remedy.Owner, text.Day(row.Remedy.DueOn),
        (row.IsOverdue(record.Day) ? text["quá hạn"] : text.State(row.Remedy.State)) + (row.Latest is { } step ? $"; {step.Period.NameIn(text.Language)}: {text.Index(step.Figure)}, {text.Verdict(step)}" : "")]);

    private string Lower(string words) => words.Length == 0 ? words : char.ToLower(words[0], text.Culture) + words[1..];
}
