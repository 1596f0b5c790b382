using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>A comment as it is read.</summary>
/// <param name="Place">The counter where its group is the counter's own; else the unit whose small counters are together.</param>
/// <param name="UnitId">The unit of the group: a ticket made of the comment goes there.</param>
/// <param name="Tags">By name.</param>
/// <param name="Ticket">The ticket that was made of it.</param>
public sealed record ReadableComment(long Id, int Month, string Text, bool Low, string Place, bool IsTogether, long UnitId, IReadOnlyList<CommentTag> Tags, Ticket? Ticket);

/// <summary>A tag with how many of the words have it; null below five, as for all counts.</summary>
public sealed record TagCount(CommentTag Tag, int? Count);

/// <summary>A child unit or a counter whose words are among those that may be read.</summary>
public sealed record PlaceChoice(string Code, string Name);

/// <summary>One page of a unit's words.</summary>
public sealed record CommentList
{
    public const int PageSize = 50;

    public required CommentFilter Filter { get; init; }

    /// <summary>All words of the unit and period that may be read, whatever the filter.</summary>
    public required int All { get; init; }
    public required int Total { get; init; }
    public required IReadOnlyList<ReadableComment> Rows { get; init; }
    public required IReadOnlyList<PlaceChoice> Places { get; init; }
    public required IReadOnlyList<TagCount> Tags { get; init; }

    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Finds the words of a unit that may be read (<see cref="WordGroups"/>). Whether the reader may see the unit is the caller's question.</summary>
public sealed class CommentQuery(SurveyDbContext context, CommentBases bases, ResultsCache cache, LocalCalendar calendar)
{
    private const int FewPoints = 300;

    private IReadOnlyDictionary<string, Unit> _units = new Dictionary<string, Unit>();
    private IReadOnlyDictionary<long, CollectionPoint> _points = new Dictionary<long, CollectionPoint>();

    /// <summary>A page of words; null where the filter names a place or tag that is not there.</summary>
    public async Task<CommentList?> FindAsync(Unit unit, StoredPeriod period, CommentFilter filter, string language, CancellationToken cancellationToken)
    {
        var tags = await TagRules.TagsOfAsync(context, unit, retired: false, cancellationToken);
        if (filter.Tag is not null && tags.Find(t => t.Id == filter.Tag) is null)
        {
            return null;
        }

        var groups = await GroupsAsync(unit, CommentMonth.Within(period), cancellationToken);
        var places = Places(unit, groups, language);
        if (filter.At.Length > 0 && !places.Exists(p => p.Code == filter.At))
        {
            return null;
        }

        var chosen = filter.At.Length == 0 ? groups : groups.FindAll(g => CodeBelow(unit, g.Group) == filter.At);
        var words = WordsOf(chosen);
        var found = Filtered(words, filter, tags);
        var total = found is null ? 0 : filter is { Words: "", Low: false, Tag: null } ? chosen.Sum(g => g.Count) : await found.CountAsync(cancellationToken);
        filter = filter with { Page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + CommentList.PageSize - 1) / CommentList.PageSize)) };
        return new CommentList
        {
            Filter = filter,
            All = groups.Sum(g => g.Count),
            Total = total,
            Rows = total == 0 ? [] : await RowsAsync(found!, filter.Page, groups, tags, language, cancellationToken),
            Places = places,
            Tags = await TagCountsAsync(words, tags, (unit.Id, period.Code, filter.At, chosen.Sum(g => g.Count)), cancellationToken),
        };
    }

    /// <summary>Those of the comments that may be read at the unit, whatever their month.</summary>
    public async Task<IReadOnlyList<ReadableComment>> ReadableAsync(Unit unit, IReadOnlyCollection<long> ids, string language, CancellationToken cancellationToken)
    {
        var months = await context.Comments.Where(c => ids.Contains(c.Id)).Select(c => c.Month).Distinct().ToListAsync(cancellationToken);
        var groups = await GroupsAsync(unit, months, cancellationToken);
        var found = WordsOf(groups).Where(c => ids.Contains(c.Id));
        return groups.Count == 0 ? [] : await RowsAsync(found, 1, groups, [], language, cancellationToken);
    }

    /// <summary>Groups that have words, at the unit and below, with how many.</summary>
    private async Task<List<Words>> GroupsAsync(Unit unit, IReadOnlyList<int> months, CancellationToken cancellationToken)
    {
        _units = await context.Units.AsNoTracking().Where(u => u.Path.StartsWith(unit.Path)).ToDictionaryAsync(u => u.Path, cancellationToken);
        _points = await context.CollectionPoints.AsNoTracking().Where(p => p.Unit!.Path.StartsWith(unit.Path)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var ids = _points.Keys.ToList();
        // Of many points all are counted from the index; naming them would cost more than it saves.
        var comments = ids.Count <= FewPoints ? context.Comments.Where(c => ids.Contains(c.CollectionPointId)) : context.Comments;
        var counted = (await comments.Where(c => months.Contains(c.Month)).GroupBy(c => new { c.Month, c.CollectionPointId })
            .Select(g => new { g.Key.Month, g.Key.CollectionPointId, Count = g.Count() }).ToListAsync(cancellationToken)).FindAll(c => _points.ContainsKey(c.CollectionPointId));
        var withWords = counted.Select(c => c.Month).Distinct().ToList();
        var groups = await WordGroups.ReadAsync(context, bases, withWords, calendar.Today, cancellationToken);
        return [.. counted.Select(c => new Words(c.Month, c.CollectionPointId, c.Count, groups.Of(c.Month, c.CollectionPointId)!))
            .Where(c => c.Group is not null && c.Group.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal))];
    }

    // The child unit that a group lies in, or the unit's own counter; "" for the unit's small counters.
    private string CodeBelow(Unit unit, WordGroup group)
    {
        if (group.UnitPath.Length == unit.Path.Length)
        {
            return group.Point is { } point ? _points[point].Code : "";
        }

        return group.UnitPath[unit.Path.Length..group.UnitPath.IndexOf('/', unit.Path.Length)];
    }

    private List<PlaceChoice> Places(Unit unit, List<Words> groups, string language)
    {
        var units = _units.Values.ToDictionary(u => u.Code, u => u.NameIn(language));
        var points = _points.Values.ToDictionary(p => p.Code, p => p.NameIn(language));
        return [.. groups.Select(g => CodeBelow(unit, g.Group)).Where(c => c.Length > 0).Distinct()
            .Select(c => new PlaceChoice(c, units.GetValueOrDefault(c) ?? points.GetValueOrDefault(c) ?? c)).OrderBy(p => p.Name, StringComparer.CurrentCulture)];
    }

    private IQueryable<Comment> WordsOf(List<Words> groups)
    {
        if (groups.Count == 0)
        {
            return context.Comments.Where(c => false);
        }

        var any = groups.GroupBy(g => g.Month, g => g.Point).Select(g =>
        {
            var (month, points) = (g.Key, g.Distinct().ToList());
            return (Expression<Func<Comment, bool>>)(c => c.Month == month && points.Contains(c.CollectionPointId));
        }).Aggregate(TagRules.Either);
        return context.Comments.AsNoTracking().Where(any);
    }

    // Null where the words looked for are none.
    private IQueryable<Comment>? Filtered(IQueryable<Comment> words, CommentFilter filter, List<CommentTag> tags)
    {
        words = filter.Low ? words.Where(c => c.LowOverall) : words;
        words = filter.Tag is { } tag ? words.With(tags.Find(t => t.Id == tag)!, context) : words;
        if (filter.Words.Length == 0)
        {
            return words;
        }

        var wanted = SearchWords.Of(filter.Words);
        return wanted.Length == 0 ? null : words.Where(c => c.Plain!.Contains(wanted));
    }

    private async Task<IReadOnlyList<ReadableComment>> RowsAsync(
        IQueryable<Comment> found, int page, List<Words> groups, List<CommentTag> tags, string language, CancellationToken cancellationToken)
    {
        // The key is random: the order within a month tells nothing.
        var rows = await found.OrderByDescending(c => c.Month).ThenBy(c => c.Id)
            .Skip((page - 1) * CommentList.PageSize).Take(CommentList.PageSize).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(c => c.Id);
        var hands = (await context.CommentTaggings.AsNoTracking().Where(t => ids.Contains(t.CommentId)).ToListAsync(cancellationToken)).ToLookup(t => t.CommentId);
        var tickets = await TicketsAsync(rows, cancellationToken);
        var rules = tags.ConvertAll(t => (Tag: t, Keywords: TagRules.KeywordsOf(t.Keywords)));
        var places = groups.ToDictionary(g => (g.Month, g.Point), g => g.Group);
        return rows.ConvertAll(c =>
        {
            var group = places[(c.Month, c.CollectionPointId)];
            var unit = _units[group.UnitPath];
            var text = CommentMask.Apply(c.Text);
            var plain = c.Plain ?? SearchWords.OfComment(c.Text);
            var own = rules.FindAll(r => hands[c.Id].FirstOrDefault(h => h.TagId == r.Tag.Id) is { } hand ? !hand.Removed : TagRules.Holds(plain, r.Keywords));
            return new ReadableComment(c.Id, c.Month, text, c.LowOverall, group.Point is { } point ? _points[point].NameIn(language) : unit.NameIn(language),
                group.Point is null, unit.Id, own.ConvertAll(r => r.Tag), tickets.Find(t => t.Text == text));
        });
    }

    // A ticket keeps the words, not the comment's key; the same words at the same unit are the same matter.
    private async Task<List<Ticket>> TicketsAsync(List<Comment> rows, CancellationToken cancellationToken)
    {
        var texts = rows.Select(c => CommentMask.Apply(c.Text)).Distinct().ToList();
        var units = _units.Values.Select(u => u.Id).ToList();
        return await context.Tickets.AsNoTracking().Where(t => t.Channel == TicketChannel.Comment && texts.Contains(t.Text) && units.Contains(t.UnitId)).ToListAsync(cancellationToken);
    }

    // Looking for every keyword in all words takes long; the counts are kept until words, tags or hands move.
    private async Task<IReadOnlyList<TagCount>> TagCountsAsync(IQueryable<Comment> words, List<CommentTag> tags, (long Unit, string Period, string At, int Words) of, CancellationToken cancellationToken)
    {
        var ids = tags.ConvertAll(t => t.Id);
        var generation = await context.TallyStates.Select(s => s.Generation).SingleOrDefaultAsync(cancellationToken);
        var hands = await context.CommentTaggings.Where(t => ids.Contains(t.TagId)).GroupBy(t => new { t.TagId, t.Removed })
            .Select(g => new { g.Key.TagId, g.Key.Removed, Count = g.Count() }).ToListAsync(cancellationToken);
        var stamp = string.Join(';', tags.Select(t => $"{t.Id}:{t.Revision}").Concat(hands.Select(h => $"{h.TagId}{(h.Removed ? '-' : '+')}{h.Count}").Order(StringComparer.Ordinal)));
        return await cache.GetAsync(("tags", generation, of, stamp), async () => (IReadOnlyList<TagCount>?)await CountTagsAsync(words, tags, of.Words, cancellationToken), c => 1 + c.Count) ?? [];
    }

    private async Task<IReadOnlyList<TagCount>> CountTagsAsync(IQueryable<Comment> words, List<CommentTag> tags, int all, CancellationToken cancellationToken)
    {
        var counts = new List<TagCount>();
        foreach (var tag in tags)
        {
            var count = all == 0 ? 0 : await words.With(tag, context).CountAsync(cancellationToken);
            counts.Add(new TagCount(tag, count >= Suppression.MinimumShown ? count : null));
        }

        return [.. counts.OrderByDescending(c => c.Count ?? -1)];
    }

    private sealed record Words(int Month, long Point, int Count, WordGroup Group);
}
