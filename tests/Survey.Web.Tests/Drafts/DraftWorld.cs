using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Drafts;

/// <summary>A draft with ten items over a database of its own, and officers who edit it, each with a context of their own.</summary>
internal sealed class DraftWorld : IAsyncDisposable
{
    public const long An = 1;
    public const long Binh = 2;

    private readonly TestDatabase _database;

    private DraftWorld(TestDatabase database, long id) => (_database, Id) = (database, id);

    public long Id { get; }
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public static async Task<DraftWorld> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await using var context = database.CreateContext();
        var unit = await new Sample(context).UnitAsync("tinh");
        var world = new DraftWorld(database, RandomKey.New());
        var q = Ten();
        context.Add(new StoredQuestionnaire { Id = world.Id, Code = q.Code, UnitId = unit.Id, Draft = QuestionnaireJson.Write(q), ChangedAt = world.Time.GetUtcNow().UtcDateTime });
        await context.SaveChangesAsync();
        return world;
    }

    public SurveyDbContext Context() => _database.CreateContext();

    public LocalCalendar Calendar => new(Time, new SurveySettings());

    public DraftStore Store(SurveyDbContext context) => new(context, Calendar);

    public async Task<StoredQuestionnaire> StoredAsync(SurveyDbContext? context = null)
    {
        await using var own = context is null ? Context() : null;
        return await (context ?? own!).Questionnaires.SingleAsync(q => q.Id == Id);
    }

    public async Task<Questionnaire> DraftAsync() => Sample.QuestionnaireOf((await StoredAsync()).Draft);

    /// <summary>An edit by an officer whose page was drawn from this revision; null: from the present one.</summary>
    public async Task<DraftOutcome> EditAsync(DraftEdit edit, int? from = null, long by = An)
    {
        await using var context = Context();
        var stored = await StoredAsync(context);
        Time.Advance(TimeSpan.FromSeconds(1));
        return await Store(context).ApplyAsync(stored, from ?? stored.Revision, edit, by, CancellationToken.None);
    }

    public async Task<DraftOutcome> UndoAsync(int? from = null, long by = An)
    {
        await using var context = Context();
        var stored = await StoredAsync(context);
        return await Store(context).UndoAsync(stored, from ?? stored.Revision, by, CancellationToken.None);
    }

    public async Task<DraftOutcome> RedoAsync(long by = An)
    {
        await using var context = Context();
        var stored = await StoredAsync(context);
        return await Store(context).RedoAsync(stored, stored.Revision, by, CancellationToken.None);
    }

    public async Task<DraftHistory> HistoryAsync()
    {
        await using var context = Context();
        return await Store(context).HistoryAsync(await StoredAsync(context), 10, CancellationToken.None);
    }

    /// <summary>Publishes the draft as it stands.</summary>
    public async Task PublishAsync(int number)
    {
        await using var context = Context();
        var stored = await StoredAsync(context);
        context.Add(new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = Id,
            Number = number,
            Json = stored.Draft,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored.Draft))),
            PublishedAt = Time.GetUtcNow().UtcDateTime,
        });
        stored.Mapping = null;
        Store(context).Replace(stored, stored.Draft, An, "questionnaire_published");
        await context.SaveChangesAsync();
    }

    public async Task<CodeMapping> MappingAsync() => CodeMappingJson.Read((await StoredAsync()).Mapping)!;

    public static DraftEdit Word(string item, string wording, string language = "vi") =>
        new("item_set", "item:" + item, q => ItemEdits.Set(q, item, new ItemSettings { Language = language, Text = wording }));

    public static DraftEdit Rename(string item, string code, bool? continues = true) => new("item_renamed", "item:" + item, q => ItemEdits.ChangeCode(q, item, code, continues));

    public static DraftEdit Delete(string item) => new("item_deleted", "item:" + item, q => ItemEdits.Delete(q, item));

    public static DraftEdit Add(string wording) => new("item_added", "order", q => ItemEdits.Add(q, ItemKind.Number, "a", wording));

    public static DraftEdit Move(string item, int place) => new("item_moved", "order", q => ItemEdits.Move(q, item, "a", place));

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    private static Questionnaire Ten()
    {
        static LocalizedText Text(string vi) => new([new("vi", vi), new("en", "EN " + vi)]);
        var scale = new Scale
        {
            Code = "five",
            Points = [.. Enumerable.Range(1, 5).Reverse().Select(n => new ScalePoint { Code = n.ToString(CultureInfo.InvariantCulture), Score = n, Label = Text("Mức " + n) })],
        };
        IReadOnlyList<Item> Items(int from) => [.. Enumerable.Range(from, 5).Select(n => new ScaleItem { Code = "i" + n, Text = Text("Câu " + n), Scale = scale })];
        return new Questionnaire
        {
            Code = "ten",
            Languages = ["vi", "en"],
            Title = Text("Mười câu"),
            Scales = [scale],
            Sections = [new Section { Code = "a", Title = Text("A"), Items = Items(0) }, new Section { Code = "b", Title = Text("B"), Items = Items(5) }],
            Indices = [],
        };
    }
}
