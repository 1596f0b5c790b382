using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>Who sees and who keeps what: a unit's entries are there for all units below it, and its own officers (or those above) look after them.</summary>
public static class BankScope
{
    public static IQueryable<BankEntry> BankOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UnitsOf(access);
        return context.BankEntries.Where(b => units.Any(u => u.Id == b.UnitId));
    }

    public static IQueryable<BankEntry> UsableBank(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UsableUnits(access);
        return context.BankEntries.Where(b => units.Any(u => u.Id == b.UnitId));
    }

    /// <summary>The entries that hold the words, of one kind where one is named, in the order of their wording.</summary>
    public static async Task<List<BankRow>> FindInBankAsync(this SurveyDbContext context, StaffAccess access, BankSearch search, CancellationToken cancellationToken)
    {
        var entries = context.UsableBank(access).AsNoTracking().Include(b => b.Unit).AsQueryable();
        entries = search.Of is { } kind ? entries.Where(b => b.Kind == kind) : entries;
        var own = (await context.BankOf(access).Select(b => b.Id).ToListAsync(cancellationToken)).ToHashSet();
        var wanted = PlainText.Of(search.Words ?? "");
        return [.. (await entries.ToListAsync(cancellationToken))
            .Select(e => BankThing.Read(e.Kind, e.Json) is { } thing ? new BankRow(e, thing, own.Contains(e.Id)) : null).OfType<BankRow>()
            .Where(r => PlainText.Finds(wanted, [r.Thing.Code, .. r.Texts])).OrderBy(r => r.Thing.Wording.In(access.Language), StringComparer.CurrentCulture).ThenBy(r => r.Entry.Id)];
    }
}

/// <summary>What is looked for.</summary>
public sealed record BankSearch(string? Words, string? Kind)
{
    public BankKind? Of => Kind switch { "item" => BankKind.Item, "scale" => BankKind.Scale, _ => null };
}

/// <summary>An entry as a list shows it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Thing">What it holds.</param>
/// <param name="Mine">Whether the person may change it.</param>
public sealed record BankRow(BankEntry Entry, BankThing Thing, bool Mine)
{
    /// <summary>Every wording in every language.</summary>
    public IEnumerable<string> Texts => Survey.Core.Questionnaires.QuestionnaireTexts.Of(Thing.Document).SelectMany(t => t.Text.Entries.Select(e => e.Value));

    public static string KindOf(BankThing thing, IStringLocalizer<DesignTexts> texts) =>
        thing.Item is { } item ? texts.In(item) : texts["Thang trả lời"];

    /// <summary>What there is to tick, in words.</summary>
    public static string Answers(BankThing thing, string language)
    {
        var item = thing.Item ?? thing.Document.Items.First();
        return string.Join(" · ", PaperWords.OptionsOf(item).Select(o => o.Label.In(language)));
    }
}
