using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Scores;

public sealed class RatesAndSchemesTests : IAsyncLifetime
{
    private ScoreWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await ScoreWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("rates.csv", "unit,period,scheme,input,value\nso_a,2026-q3,par_s2_full,plan_done_rate,\"87,5\"\nso_b,2026-q3,par_s2_full,par_index,85\n")]
    [InlineData("rates.json", "[{\"unit\":\"so_a\",\"period\":\"2026-q3\",\"scheme\":\"par_s2_full\",\"input\":\"plan_done_rate\",\"value\":87.5},{\"unit\":\"so_b\",\"period\":\"2026-q3\",\"scheme\":\"par_s2_full\",\"input\":\"par_index\",\"value\":\"85\"}]")]
    public async Task Rates_FromAFile_FillTheSheets(string name, string content)
    {
        var id = await _world.BeginAsync(_world.Province.SoA);

        await ImportAsync(name, Encoding.UTF8.GetBytes(content));

        await using var context = _world.Province.Host.CreateContext();
        var input = await context.ScoreInputs.SingleAsync(i => i.SheetId == id, Cancel);
        Assert.Equal(("plan_done_rate", "87.5", name), (input.Name, input.Value, input.Source));
        var other = await context.ScoreSheets.SingleAsync(s => s.UnitId == _world.Province.SoB.Id, Cancel);
        Assert.Equal("85", (await context.ScoreInputs.SingleAsync(i => i.SheetId == other.Id, Cancel)).Value);
    }

    [Fact]
    public async Task Template_OfTheDrafts_ComesBackAsItIs()
    {
        var id = await _world.BeginAsync(_world.Province.SoA);
        (await _world.SaveAsync(id, ("n:plan_done_rate", "80"))).Dispose();

        var template = await _world.Province.BytesAsync(_world.Analyst, "/scores/rates?handler=Template");
        await ImportAsync("mau.xlsx", template);

        await using var context = _world.Province.Host.CreateContext();
        Assert.Equal("80", (await context.ScoreInputs.SingleAsync(Cancel)).Value);
    }

    [Theory]
    [InlineData("so_x,2026-q3,par_s2_full,plan_done_rate,1")]
    [InlineData("so_a,2026-q9,par_s2_full,plan_done_rate,1")]
    [InlineData("so_a,2026-q3,nothing,plan_done_rate,1")]
    [InlineData("so_a,2026-q3,par_s2_full,sipas,1")]
    [InlineData("so_a,2026-q3,par_s2_full,index:sipas,1")]
    [InlineData("so_a,2026-q3,par_s2_full,plan_done_rate,nhiều")]
    [InlineData("so_a,2026-q3,par_s2_full,plan_done_rate,1e3")]
    [InlineData("so_a,2026-q3,par_s2_full,plan_done_rate,1\nso_a,2026-q3,par_s2_full,plan_done_rate,2")]
    public async Task Rates_ThatAreWrong_AreRefusedByLine(string lines)
    {
        using var response = await _world.Analyst.UploadAsync("/scores/rates", "/scores/rates?handler=Upload", "file", "a.csv", Encoding.UTF8.GetBytes("unit,period,scheme,input,value\n" + lines));

        Assert.NotEmpty((await StaffClient.ReadAsync(response)).QuerySelectorAll("#refused tbody tr"));
        await using var context = _world.Province.Host.CreateContext();
        Assert.Equal(0, await context.ScoreSheets.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("[{\"unit\":{}}]")]
    [InlineData("[{\"unit\":\"so_a\"")]
    [InlineData("[]")]
    public async Task Rates_OfBrokenJson_AreRefused(string json)
    {
        using var response = await _world.Analyst.UploadAsync("/scores/rates", "/scores/rates?handler=Upload", "file", "a.json", Encoding.UTF8.GetBytes(json));

        Assert.NotEmpty((await StaffClient.ReadAsync(response)).QuerySelectorAll("#refused tbody tr"));
    }

    [Fact]
    public async Task Scheme_AsAWorkbook_ComesBackAsItWas_AndWarns()
    {
        using var admin = await AdminAsync();
        var page = await admin.PageAsync($"/scores/schemes/{_world.Scheme.Id}");
        Assert.Equal(4, page.QuerySelectorAll("#warnings li").Length);
        var bytes = await _world.Province.BytesAsync(admin, $"/scores/schemes/{_world.Scheme.Id}?handler=Download");

        using var same = await admin.UploadAsync("/scores/schemes", "/scores/schemes", "file", "a.xlsx", bytes);

        Assert.Equal(HttpStatusCode.Redirect, same.StatusCode);
        await using var context = _world.Province.Host.CreateContext();
        Assert.Equal(2, await context.ScoringSchemes.CountAsync(Cancel)); // unchanged: no refusal, no new row
    }

    [Fact]
    public async Task Scheme_ThatIsUsed_IsCopied_AndTheCopyIsEdited()
    {
        await _world.BeginAsync(_world.Province.SoA);
        using var admin = await AdminAsync();
        var address = $"/scores/schemes/{_world.Scheme.Id}";
        Assert.Empty((await admin.PageAsync(address)).QuerySelectorAll(".score tbody a"));
        using var copied = await admin.PostToAsync(address, address + "?handler=Copy", ("from", "2027-01-01"));
        var copy = copied.Headers.Location!.ToString();
        var edit = $"{copy}/edit?criterion=I.1.2";

        using var changed = await admin.PostAsync(edit, Fields("I.1.2", "Tiến độ", "2", "steps", "số liệu: nhập plan_done_rate\ntừ 100: 2\ncòn lại: 0,5"));
        using var moved = await admin.PostToAsync(edit, edit + "&handler=Move", ("by", "-1"));
        using var added = await admin.PostToAsync(edit, edit + "&handler=Add", Fields("I.1.9", "Mới", "1", "manual", ""));
        using var removed = await admin.PostToAsync($"{copy}/edit?criterion=I.1.7", $"{copy}/edit?criterion=I.1.7&handler=Remove");

        Assert.All(new[] { changed, moved, added, removed }, r => Assert.Equal(HttpStatusCode.Redirect, r.StatusCode));
        await using var context = _world.Province.Host.CreateContext();
        var stored = await context.ScoringSchemes.SingleAsync(s => s.Code == "par_s2_full" && s.Version == 2, Cancel);
        var scheme = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(stored.Json)).Scheme!;
        var group = (CriterionGroup)scheme.All.Single(c => c.Code == "I.1");
        Assert.Equal(["I.1.2", "I.1.9", "I.1.1", "I.1.3", "I.1.4", "I.1.5", "I.1.6"], group.Criteria.Select(c => c.Code));
        Assert.Equal([2m, 0.5m], ((StepsFormula)((ScoredCriterion)group.Criteria[0]).Formula).Steps.Select(s => s.Points));
    }

    [Theory]
    [InlineData("I.1.2", "Tên", "0", "manual", "")]
    [InlineData("I.1.2", "Tên", "x", "manual", "")]
    [InlineData("I.1.3", "Tên", "1", "manual", "")] // taken
    [InlineData("II.9", "Tên", "1", "manual", "")] // not below its heading
    [InlineData("I.1.2", "", "1", "manual", "")]
    [InlineData("I.1.2", "Tên", "1", "magic", "")]
    [InlineData("I.1.2", "Tên", "1", "linear", "số liệu: nhập x")]
    [InlineData("I.1.2", "Tên", "1", "linear", "vớ vẩn")]
    [InlineData("I.1.2", "Tên", "1", "steps", "số liệu: nhập x\ncòn lại: 0\ntừ 5: 1")]
    [InlineData("I.1.2", "Tên", "1", "choice", "yes | Có | 2\nno | Không | 0")]
    [InlineData("I.1.2", "Tên", "1", "sum", "[a] A | 1 | cộng các phần")]
    [InlineData("I.1.2", "Tên", "1", "sum", "]|[")]
    public async Task Edit_OfWhatIsWrong_SaysWhy(string code, string title, string max, string kind, string parameters)
    {
        using var admin = await AdminAsync();
        var edit = $"/scores/schemes/{_world.Scheme.Id}/edit?criterion=I.1.2";

        using var response = await admin.PostAsync(edit, Fields(code, title, max, kind, parameters));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty((await StaffClient.ReadAsync(response)).QuerySelectorAll("#problems li"));
    }

    [Fact]
    public async Task Scheme_ByWhoIsNoAdministrator_IsReadOnly()
    {
        var edit = $"/scores/schemes/{_world.Scheme.Id}/edit?criterion=I.1.2";

        Assert.Equal(HttpStatusCode.Forbidden, await _world.Analyst.StatusOfAsync(edit));
        using var upload = await _world.Analyst.UploadAsync("/scores/schemes", "/scores/schemes", "file", "a.json", "{}"u8.ToArray());
        Assert.Equal(HttpStatusCode.Forbidden, upload.StatusCode);
    }

    private Task<StaffClient> AdminAsync() => StaffClient.SignInAsync(_world.Province.Host, (Role.Administrator, _world.Province.Province));

    private async Task ImportAsync(string name, byte[] content)
    {
        using var preview = await _world.Analyst.UploadAsync("/scores/rates", "/scores/rates?handler=Upload", "file", name, content);
        var page = await StaffClient.ReadAsync(preview);
        Assert.Equal([], page.QuerySelectorAll("#refused td").Select(c => c.TextContent));
        using var done = await _world.Analyst.PostToAsync("/scores/rates", "/scores/rates?handler=Confirm",
            ("name", name), ("content", page.QuerySelector("#preview [name=content]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private static (string, string)[] Fields(string code, string title, string max, string kind, string parameters) =>
        [("Input.Code", code), ("Input.Title", title), ("Input.Max", max), ("Input.Kind", kind), ("Input.Parameters", parameters), ("Input.NotApplicable", "")];
}
