using System.Globalization;
using System.Xml.Linq;
using OxyPlot;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>
/// What OxyPlot drew, as it may stand on a page: colours become classes, so that the picture follows dark mode and print without
/// the style attributes that the content security policy refuses. A saved picture keeps the colours inside.
/// </summary>
internal static class PlotSvg
{
    public const string Font = "Noto Sans, system-ui, sans-serif";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // The colour of each role in a light picture; every role has a colour of its own, by which it is found again.
    public static IReadOnlyDictionary<string, OxyColor> Roles { get; } = new Dictionary<string, OxyColor>
    {
        ["text"] = OxyColor.Parse("#1b2526"),
        ["muted"] = OxyColor.Parse("#4a5758"),
        ["grid"] = OxyColor.Parse("#e6e8e4"),
        ["base"] = OxyColor.Parse("#c9cdca"),
        ["line"] = OxyColor.Parse("#0b4a46"),
        ["band"] = OxyColor.Parse("#e5ecea"),
        ["centre"] = OxyColor.Parse("#5f6d6c"),
        ["down"] = OxyColor.Parse("#8f2d0e"),
        ["up"] = OxyColor.Parse("#0a5a42"),
        ["card"] = OxyColor.Parse("#ffffff"),
        ["change"] = OxyColor.Parse("#7d8886"),
        ["goal"] = OxyColor.Parse("#b3541e"),
        ["aim"] = OxyColor.Parse("#8a3d12"),
    };

    /// <param name="model">What to draw.</param>
    /// <param name="size">How large.</param>
    /// <param name="points">What a pointer over each place on the axis reads.</param>
    /// <param name="words">What the picture shows, for who does not see it.</param>
    /// <param name="saved">For a file of its own.</param>
    public static string Render(PlotModel model, PlotSize size, IReadOnlyList<PlotPoint> points, string words, bool saved)
    {
        var root = XElement.Parse(new SvgExporter { Width = size.Width, Height = size.Height, IsDocument = false }.ExportToString(model));
        // Nothing lies outside the axes, and two pictures on a page must not share the names of clips.
        root.Descendants(Svg + "defs").Concat(root.Descendants(Svg + "clipPath")).ToList().ForEach(e => e.Remove());
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            element.Attribute("clip-path")?.Remove();
            Undress(element, saved);
        }

        root.SetAttributeValue("class", $"plot {size.Class}");
        root.SetAttributeValue("viewBox", FormattableString.Invariant($"0 0 {size.Width} {size.Height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", words);
        if (saved)
        {
            root.AddFirst(new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")));
        }

        Titles(root, model.PlotArea, points);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Style attributes become attributes of their own; on a page the colours of roles become classes.</summary>
    private static void Undress(XElement element, bool saved)
    {
        var paints = (element.Attribute("style")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split(':', 2)).Where(p => p.Length == 2).Select(p => (Name: p[0].Trim(), Value: p[1].Trim())).ToList();
        element.Attribute("style")?.Remove();
        foreach (var name in new[] { "fill", "stroke" })
        {
            paints.AddRange(element.Attributes(name).Select(a => (name, a.Value)).ToList());
        }

        var classes = new List<string>();
        foreach (var (name, value) in paints)
        {
            var role = saved || name is not ("fill" or "stroke") ? null
                : Roles.FirstOrDefault(r => string.Equals(Paint(r.Value), value, StringComparison.OrdinalIgnoreCase)).Key;
            element.SetAttributeValue(name, role is null ? value : null);
            if (role is not null)
            {
                classes.Add($"{name[0]}-{role}");
            }
        }

        if (!saved && element.Attribute("font-weight")?.Value == "700")
        {
            classes.Add("halo");
        }

        if (classes.Count > 0)
        {
            element.SetAttributeValue("class", string.Join(' ', classes));
        }
    }

    private static string Paint(OxyColor color) => FormattableString.Invariant($"rgb({color.R},{color.G},{color.B})");

    /// <summary>Invisible columns that tell exact values to a pointer, with and without scripts.</summary>
    private static void Titles(XElement root, OxyRect area, IReadOnlyList<PlotPoint> points)
    {
        var width = area.Width / points.Count;
        root.Add(new XElement(Svg + "g", points.Select((p, i) => new XElement(
            Svg + "rect",
            new XAttribute("class", "hit"),
            new XAttribute("fill", "#ffffff"),
            new XAttribute("fill-opacity", "0"),
            new XAttribute("x", Number(area.Left + (width * i))),
            new XAttribute("y", Number(area.Top)),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(area.Height)),
            new XElement(Svg + "title", p.Title)))));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
