using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Editing;

public sealed class CodeProposalTests
{
    [Theory]
    [InlineData("Đường đi có biển chỉ dẫn?", "duong_di_co_bien_chi_dan")]
    [InlineData("Anh/chị có hài lòng với thái độ của công chức không?", "co_hai_long_voi_thai_do")]
    [InlineData("Ông/bà đi mấy lần?", "di_may_lan")]
    [InlineData("1–2 lần", "1_2_lan")]
    [InlineData("Sạch sẽ & thoáng mát!", "sach_se_thoang_mat")]
    [InlineData("ថ្ងៃនេះ", "cau")]
    [InlineData("  \n ", "cau")]
    [InlineData("supercalifragilisticexpialidocious", "supercalifragilisticexpi")]
    [InlineData("Wait", "wait_2")]
    public void From_AWording_IsItsLatinLettersInWholeWords(string wording, string code)
    {
        var proposed = CodeProposal.From(wording, "cau", ["wait"]);

        Assert.Equal(code, proposed);
        Assert.True(CodeProposal.IsCode(proposed));
    }

    [Fact]
    public void From_ADecomposedWording_GivesTheSameCode() =>
        Assert.Equal("tiep_can", CodeProposal.From("Tiê\u0301p câ\u0323n", "cau", []));

    [Fact]
    public void ForItem_NeverProposesANameOfTheForm() => Assert.Equal("key_2", CodeProposal.ForItem(SampleQuestionnaire.Questionnaire, "Key"));

    [Fact]
    public void Unique_OfALongTakenCode_StaysACode()
    {
        var taken = new string('a', 32);

        Assert.Equal(new string('a', 30) + "_3", CodeProposal.Unique(taken, [taken, new string('a', 30) + "_2"]));
    }
}
