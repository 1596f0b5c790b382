using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>A name in both languages of the staff pages.</summary>
public sealed record CrossName(string Vi, string En)
{
    public static CrossName Of(LocalizedText text) => new(text.In("vi"), text.In("en"));

    public string In(string language) => language == "en" ? En : Vi;
}

/// <summary>What stands along one side of a table: an item's answers, or where and how the responses came in.</summary>
internal sealed class CrossAxis
{
    /// <summary>Codes of what is no item; an item's code has no dot.</summary>
    public const string Place = ".place";
    public const string Service = ".service";
    public const string Channel = ".channel";

    private Dictionary<object, int>? _places;

    private static readonly CrossName Blank = new("Không trả lời", "No answer");

    public required string Code { get; init; }
    public required CrossName Name { get; init; }

    /// <summary>All values, those without responses too.</summary>
    public required IReadOnlyList<CrossName> Values { get; init; }

    /// <summary>What each value stands for, by which it is found at another place.</summary>
    public required IReadOnlyList<object> Keys { get; init; }

    /// <summary>The column of the reading whose distribution an item's is.</summary>
    public int Column { get; init; }

    /// <summary>Whether the values are the unit's own parts.</summary>
    public bool IsParts => Code == Place;

    /// <summary>Whether one response may lie in several rows.</summary>
    public bool IsMultiple { get; init; }

    /// <summary>Whether the axis is an item: then its distribution stands on the unit page, small counts and all.</summary>
    public bool IsItem { get; init; }

    /// <summary>The places of the values that a response has.</summary>
    public required Func<ReleasedSheet, IReadOnlyList<int>> PlacesOf { get; init; }

    /// <summary>Whether the page of a place tells a value's own figure (of a column of the reading).</summary>
    public required Func<Analyse.Place, int, int, bool> IsKnown { get; init; }

    /// <summary>Whether the item describes who answered.</summary>
    public bool IsDescription { get; init; }

    /// <summary>The place of a value; below zero where there is none.</summary>
    public int IndexOf(object key)
    {
        _places ??= Keys.Index().ToDictionary(k => k.Item, k => k.Index);
        return _places.GetValueOrDefault(key, -1);
    }

    public static CrossAxis Of(Item item, int column, bool isDescription = false)
    {
        var values = Codes(item).ToList();
        var multiple = item is MultipleChoiceItem;
        var places = values.Index().ToDictionary(v => v.Item.Code, v => v.Index, StringComparer.Ordinal);
        var answers = new ItemAnswers(item);
        return new CrossAxis
        {
            Code = item.Code,
            Name = CrossName.Of(item.Text),
            Values = [.. values.Select(v => CrossName.Of(v.Label)), .. multiple ? [] : new[] { Blank }],
            Keys = [.. values.Select(v => v.Code), .. multiple ? [] : new[] { "" }],
            Column = column,
            IsMultiple = multiple,
            IsItem = true,
            IsDescription = isDescription,
            PlacesOf = sheet =>
            {
                int[] found = [.. answers.CodesIn(sheet).Select(c => places.GetValueOrDefault(c, -1)).Where(p => p >= 0)];
                return found.Length > 0 || multiple ? found : [values.Count];
            },
            IsKnown = (_, _, _) => true,
        };
    }

    public static CrossAxis OfServices(PeriodCounts counts, Place place, ResultsWorld world)
    {
        var ids = counts.CellsOf(place).Select(c => c.ServiceId).Distinct()
            .OrderBy(id => id == 0).ThenBy(id => world.Services.GetValueOrDefault(id)?.Name, StringComparer.Ordinal).ToList();
        return OfCells(Service, new("Dịch vụ", "Service"), ids, s => s.Response.ServiceId,
            id => world.Services.TryGetValue(id, out var service) ? new(service.Name, service.NameEn) : new("Không chọn dịch vụ", "No service chosen"),
            (at, id, column) => counts.Disclosure.IsShown(at, new Facet(Service: id), column));
    }

    public static CrossAxis OfChannels(PeriodCounts counts, Place place) => OfCells(
        Channel, new("Kênh", "Channel"), [.. counts.CellsOf(place).Select(c => c.Channel).Distinct().Order()], s => s.Response.Channel,
        channel => new(ReportBuilder.NameOf(channel).Vi, ReportBuilder.NameOf(channel).En),
        (at, channel, column) => counts.Disclosure.IsShown(at, new Facet(Channel: channel), column));

    /// <summary>The unit's own parts: units below it, and its own counters.</summary>
    public static CrossAxis OfPlaces(PeriodCounts counts, Place place)
    {
        var children = place.Children.Where(c => counts.CellsOf(c).Length > 0).ToList();
        var childOf = children.SelectMany(c => c.Subtree().Where(p => p.Point is not null).Select(p => (p.Id, Child: c))).ToDictionary(p => p.Id, p => p.Child);
        var name = children.Exists(c => c.Unit is not null) ? new CrossName("Đơn vị", "Unit") : new CrossName("Quầy", "Counter");
        return OfCells(Place, name, children, s => childOf.GetValueOrDefault(s.Response.CollectionPointId)!,
            c => new(c.Name, c.NameEn), (_, c, column) => counts.Disclosure.IsShown(c, default, column));
    }

    private static CrossAxis OfCells<T>(string code, CrossName name, List<T> keys, Func<ReleasedSheet, T> key, Func<T, CrossName> nameOf, Func<Analyse.Place, T, int, bool> isKnown)
        where T : notnull
    {
        var places = keys.Index().ToDictionary(k => k.Item, k => k.Index);
        return new CrossAxis
        {
            Code = code,
            Name = name,
            Values = keys.ConvertAll(k => nameOf(k)),
            Keys = [.. keys],
            PlacesOf = sheet => key(sheet) is { } found && places.TryGetValue(found, out var place) ? [place] : [],
            IsKnown = (at, place, column) => isKnown(at, keys[place], column),
        };
    }

    private static IEnumerable<(string Code, LocalizedText Label)> Codes(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => scale.Points.OrderByDescending(p => p.Score).Select(p => (p.Code, p.Label))
            .Concat(scale.NotApplicable is { } none ? [(none.Code, none.Label)] : []),
        SingleChoiceItem single => single.Options.Select(o => (o.Code, o.Label)),
        MultipleChoiceItem multiple => multiple.Options.Select(o => (o.Code, o.Label)),
        NumberItem number => number.Bands.Select(b => (b.Code, b.Label)),
        _ => [],
    };
}
