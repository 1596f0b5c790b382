using System.Globalization;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>Names of buckets, what points say, and the picture of a series, in the reader's language.</summary>
public sealed class TrendText(ReportText text)
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    /// <summary>"Tháng 9/2026", "31/08–06/09/2026"; of a part of one also its days.</summary>
    public string Name(TrendBucket bucket, TrendGrain grain)
    {
        var (month, year) = (bucket.First.Month.ToString(CultureInfo.InvariantCulture), bucket.First.Year.ToString(CultureInfo.InvariantCulture));
        var whole = grain switch
        {
            TrendGrain.Day => text.Day(bucket.First),
            TrendGrain.Week => Span(bucket),
            TrendGrain.Month => text["Tháng {0}/{1}", month, year],
            TrendGrain.Quarter => text["Quý {0}/{1}", Quarter(bucket), year],
            _ => bucket.Period!.NameIn(text.Language),
        };
        return bucket.IsPart && grain is (TrendGrain.Month or TrendGrain.Quarter)
            ? text["{0} (từ {1} đến {2})", whole, Short(bucket.First), Short(bucket.Last)]
            : whole;
    }

    /// <summary>What fits under an axis.</summary>
    public string Label(TrendBucket bucket, TrendGrain grain) => grain switch
    {
        TrendGrain.Day or TrendGrain.Week => Short(bucket.First),
        TrendGrain.Month => bucket.IsPart ? $"{bucket.First.Day}–{Short(bucket.Last)}" : bucket.First.ToString("M/yyyy", CultureInfo.InvariantCulture),
        TrendGrain.Quarter => bucket.IsPart ? $"{Short(bucket.First)}–{Short(bucket.Last)}" : $"{Quarter(bucket)}/{bucket.First.Year}",
        _ => bucket.Period!.NameIn(text.Language).Replace("Quý ", "Q.", StringComparison.Ordinal).Replace("/20", "/", StringComparison.Ordinal),
    };

    public string Grain(TrendGrain grain) => grain switch
    {
        TrendGrain.Day => text["Ngày"],
        TrendGrain.Week => text["Tuần"],
        TrendGrain.Month => text["Tháng"],
        TrendGrain.Quarter => text["Quý"],
        _ => text["Kỳ báo cáo"],
    };

    public string Signal(TrendBucket bucket) => bucket.Control?.Signal switch
    {
        ControlSignal.Above => text["▲ vượt giới hạn trên"],
        ControlSignal.Below => text["▼ dưới giới hạn dưới"],
        ControlSignal.RunAbove => text["◇ tám điểm liền trên mức giữa"],
        ControlSignal.RunBelow => text["◇ tám điểm liền dưới mức giữa"],
        _ => "",
    };

    /// <summary>"Bản 2", with a change of method said.</summary>
    public string Change(TrendBucket bucket) => !bucket.NewVersion ? ""
        : bucket.NewMethod ? text["Bản {0}, đổi cách tính", bucket.Versions[^1]] : text["Bản {0}", bucket.Versions[^1]];

    public string Limits(TrendBucket bucket) => bucket.Control is { } c ? $"{text.Number(c.Low)}–{text.Number(c.High)}" : "";

    /// <summary>What the chart says, the newest point first.</summary>
    public string Headline(TrendSeries series)
    {
        var known = series.Buckets.Where(b => b.Figure is not null).ToList();
        if (known.Count == 0)
        {
            return text["Chưa có số liệu công bố được"];
        }

        if (series.Centre is null)
        {
            return text["Chỉ số theo thời gian"];
        }

        var signals = known.Count(b => b.Control is { Signal: not ControlSignal.None });
        return known[^1].Control?.Signal switch
        {
            ControlSignal.Above => text["{0} cao hơn hẳn mức thường thấy", Name(known[^1], series.Grain)],
            ControlSignal.Below => text["{0} thấp hơn hẳn mức thường thấy", Name(known[^1], series.Grain)],
            ControlSignal.RunAbove => text["Chỉ số đã lên một mức cao hơn: ít nhất tám điểm liền trên mức giữa"],
            ControlSignal.RunBelow => text["Chỉ số đã xuống một mức thấp hơn: ít nhất tám điểm liền dưới mức giữa"],
            _ when signals > 0 => text["Điểm mới nhất nằm trong dao động thường thấy; trước đó có {0} điểm bất thường", signals],
            _ => text["Chỉ số chỉ dao động như thường thấy"],
        };
    }

    /// <summary>The picture for a page.</summary>
    public string Inline(TrendSeries series, PlotSize size) => LinePlot.Inline(Points(series), series.Centre, size, InWords(series), text.Culture);

    /// <summary>The picture as a file of its own.</summary>
    public string Saved(TrendSeries series) => LinePlot.Saved(Points(series), series.Centre, PlotSize.Wide, InWords(series), text.Culture);

    private string InWords(TrendSeries series)
    {
        var known = series.Buckets.Where(b => b.Figure is not null).ToList();
        return known.Count == 0 ? text["Chưa có số liệu công bố được"] : text["Biểu đồ {0} điểm, từ {1} ({2}) đến {3} ({4}). Số liệu đầy đủ ở bảng dưới.",
            known.Count, Name(known[0], series.Grain), text.Index(known[0].Figure), Name(known[^1], series.Grain), text.Index(known[^1].Figure)];
    }

    private List<PlotPoint> Points(TrendSeries series)
    {
        var last = series.Buckets.LastOrDefault(b => b.Figure is not null);
        return [.. series.Buckets.Select(b => new PlotPoint
        {
            Value = b.Figure?.Value?.ToDouble(),
            Limits = b.Control is { } c ? (c.Low, c.High) : null,
            Mark = b.Control?.Signal switch
            {
                ControlSignal.Above => PlotMark.Up,
                ControlSignal.Below => PlotMark.Down,
                ControlSignal.RunAbove or ControlSignal.RunBelow => PlotMark.Run,
                _ => PlotMark.Dot,
            },
            Text = b.Figure is not null && (b == last || series.Buckets.Count <= 8 || b.Control?.Signal is ControlSignal.Above or ControlSignal.Below) ? text.Number(b.Figure.Value!.Value.ToDouble()) : null,
            Label = Label(b, series.Grain),
            Title = Title(b, series.Grain),
            Change = Change(b) is { Length: > 0 } change ? change : null,
        })];
    }

    private string Title(TrendBucket bucket, TrendGrain grain)
    {
        var name = Name(bucket, grain);
        if (bucket.Figure is null)
        {
            return $"{name}: {ReportText.Nothing}";
        }

        string[] parts = [text["{0}: {1} ({2} phiếu)", name, text.Index(bucket.Figure), text.Base(bucket.Figure)],
            bucket.Control is null ? "" : text["giới hạn {0}", Limits(bucket)], Signal(bucket), Change(bucket)];
        return string.Join("; ", parts.Where(p => p.Length > 0));
    }

    private static string Span(TrendBucket bucket) => bucket.First == bucket.Last
        ? bucket.First.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
        : $"{Short(bucket.First)}–{bucket.Last.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}";

    private static string Quarter(TrendBucket bucket) => Roman[(bucket.First.Month - 1) / 3];

    private static string Short(DateOnly day) => day.ToString("d/M", CultureInfo.InvariantCulture);
}
